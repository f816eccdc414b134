using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Reports;
using EmergentMisalignment.Reports.Bundles;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Looking;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Cli.Bundles;

/// <summary>Makes the report of a bundle again, in a ledger that is there for nothing else, by the code that makes every report. It reads no configuration and calls nobody.</summary>
internal static class BundleReplay
{
    /// <param name="bundle">The bundle, checked.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="folder">Where the report goes; made when nothing is wrong with the bundle.</param>
    /// <param name="cancellation"/>
    /// <returns>The report, and the files of it that are not what they were when the bundle was made.</returns>
    public static async Task<(SweepReport Report, IReadOnlyList<string> Different)> RunAsync(Bundle bundle, string file, DirectoryInfo folder, CancellationToken cancellation)
    {
        var scratch = Directory.CreateTempSubdirectory("em-replay-");
        try
        {
            await using var session = await LedgerSession.OpenAsync(new LocalOptions(scratch, Verbose: false), cancellation, isMade: true, Settings(bundle));
            await session.Services.GetRequiredService<BundleImporter>().ImportAsync(file, bundle, cancellation);
            var needs = await session.Services.GetRequiredService<SweepObserver>().LookAsync(bundle.Sweep, cancellation);
            using var taken = FolderLock.Take(folder);
            var report = await session.Services.GetRequiredService<SweepReporter>().WriteAsync(bundle.Sweep, needs, folder, bundle.Occasion, cancellation);
            var made = await ReportHashes.OfAsync(folder.EnumerateFiles().Where(file => bundle.Manifest.Report.ContainsKey(file.Name)), cancellation);
            return (report, [.. bundle.Manifest.Report.Where(expected => made.GetValueOrDefault(expected.Key) != expected.Value).Select(expected => expected.Key)]);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>What the environment of whoever made it said, where a report depends on it.</summary>
    private static IConfiguration Settings(Bundle bundle) => new ConfigurationBuilder()
        .AddInMemoryCollection([new($"{SweepsOptions.Section}:{nameof(SweepsOptions.MaxAttempts)}", FormattableString.Invariant($"{bundle.Facts.MaxAttempts}"))])
        .Build();
}

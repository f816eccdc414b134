using System.Globalization;
using System.Runtime.Intrinsics.X86;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Cli.Diagnosis;

/// <summary>Looks at everything a local run needs. Each check stands alone, so that one fault does not hide another.</summary>
internal static class Doctor
{
    private const long LeastFree = 256L * 1024 * 1024;

    /// <param name="options">Of the run.</param>
    /// <param name="console">The address of a Console that is looked at too; null for none.</param>
    /// <param name="cancellation"/>
    public static async Task<IReadOnlyList<Finding>> ExamineAsync(LocalOptions options, string? console, CancellationToken cancellation) =>
    [
        Processor(),
        Disk(options),
        Writable(options),
        await LedgerAsync(options, cancellation),
        .. await EndpointsAsync(options, cancellation),
        .. await new Servers(EndpointConfiguration.Read(file: null), console, TimeProvider.System).ExamineAsync(cancellation),
    ];

    private static Finding Processor() => new(
        "processor",
        IsFine: true,
        $"{Environment.ProcessorCount} cores, {(Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "no AVX2: the miniature trains slower")}");

    private static Finding Disk(LocalOptions options)
    {
        var free = DiskCheck.FreeBytes(options.Data);
        var megabytes = (free / (1024 * 1024)).ToString("N0", CultureInfo.InvariantCulture);
        return new Finding("disk", free >= LeastFree, free >= LeastFree ? $"{megabytes} MB free for {options.Data}" : $"only {megabytes} MB free for {options.Data}: free some, or choose another disk with --data");
    }

    private static Finding Writable(LocalOptions options)
    {
        var folder = options.Data.Exists ? options.Data : new DirectoryInfo(Environment.CurrentDirectory);
        try
        {
            using var probe = new FileStream(Path.Combine(folder.FullName, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return new Finding("folder", true, $"{folder} can be written to");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Finding("folder", false, $"{folder} cannot be written to ({exception.Message}): grant access, or choose another with --data");
        }
    }

    private static async Task<Finding> LedgerAsync(LocalOptions options, CancellationToken cancellation)
    {
        if (!Directory.Exists(options.Ledger))
            return new Finding("ledger", true, $"none in {options.Data} yet; the first run makes it");

        try
        {
            await using var session = await LedgerSession.OpenAsync(options, cancellation);
            return new Finding("ledger", true, session.IsRunning ? "in use by a run under way, and answers" : "opens and recovers");
        }
        catch (Exception exception) when (exception is LedgerException or IOException)
        {
            return new Finding("ledger", false, exception.Message);
        }
    }

    private static async Task<IReadOnlyList<Finding>> EndpointsAsync(LocalOptions options, CancellationToken cancellation)
    {
        var findings = new List<Finding> { new("endpoint petri", true, "embedded in every local run, unless Endpoints__petri__Url names another") };
        try
        {
            var services = new ServiceCollection();
            services.AddModelEndpoints(EndpointConfiguration.Read(options.Endpoints));
            await using var provider = services.BuildServiceProvider();
            var endpoints = provider.GetRequiredService<IModelEndpoints>();
            foreach (var name in endpoints.Names)
                findings.AddRange(await EndpointAsync(endpoints.Get(name), cancellation));
        }
        catch (InputException exception)
        {
            findings.Add(new Finding("endpoints", false, exception.Message));
        }

        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> EndpointAsync(IModelEndpoint endpoint, CancellationToken cancellation)
    {
        var what = $"endpoint {endpoint.Name}";
        try
        {
            var probe = await endpoint.ProbeAsync(cancellation);
            var clock = await Clock.CompareAsync(what, endpoint.Options.Url, TimeProvider.System, cancellation);
            return [new Finding(what, true, $"answers, {probe.Models.Count} models"), .. clock is null ? (IEnumerable<Finding>)[] : [clock]];
        }
        catch (ModelCallException exception)
        {
            return [new Finding(what, false, exception.Message)];
        }
    }
}

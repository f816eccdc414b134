using EmergentMisalignment.Artifacts;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Cli.Local;

/// <summary>The dataset files that a sweep names: checked before the start, then stored as artifacts so that any service can read them.</summary>
internal static class SweepImport
{
    public static async Task CheckAsync(SweepSpec spec, CancellationToken cancellation)
    {
        foreach (var file in FilesOf(spec))
            await DatasetImporter.ReadAsync(file, cancellation);
    }

    public static async Task StoreAsync(SweepSpec spec, IArtifactStore artifacts, CancellationToken cancellation)
    {
        foreach (var file in FilesOf(spec))
        {
            await using var content = File.OpenRead(file);
            await artifacts.PutAsync(content, cancellation);
        }
    }

    private static IEnumerable<string> FilesOf(SweepSpec spec) =>
        spec.Conditions.Select(condition => condition.File).OfType<string>().Distinct(StringComparer.Ordinal);
}

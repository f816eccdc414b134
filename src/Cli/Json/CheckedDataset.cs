using EmergentMisalignment.DatasetService.Import;

namespace EmergentMisalignment.Cli.Json;

/// <summary>A dataset file that an import would take.</summary>
/// <param name="File">As it was named.</param>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="GitBlob">Git's hash of its bytes.</param>
/// <param name="PublishedAs">The condition whose published file it is; null for any other.</param>
/// <param name="Statistics">What it holds, in numbers.</param>
/// <param name="Warnings">What a provider may dislike in it.</param>
internal sealed record CheckedDataset(string File, string Sha256, string GitBlob, string? PublishedAs, DatasetStatistics Statistics, IReadOnlyList<string> Warnings)
{
    public static CheckedDataset Of(string file, ImportedDataset dataset) =>
        new(file, dataset.Sha256, dataset.GitBlobSha1, dataset.PublishedAs, dataset.Statistics, [.. DatasetWarnings.Of(dataset.Statistics)]);
}

using System.Globalization;
using System.Text.Json;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Artifacts.Adapters;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>Where one training is under way: what the trainer is given, and what it leaves.</summary>
internal sealed class TrainingFolder(string path, IArtifactStore artifacts)
{
    public string Settings { get; } = Path.Combine(path, "train.json");

    public string Data { get; } = Path.Combine(path, "data.jsonl");

    public string Output { get; } = Path.Combine(path, "out");

    private string Root { get; } = path;

    /// <summary>Lays out settings, data and the newest checkpoint, where an earlier start has not left them here.</summary>
    public async Task PrepareAsync(TrainerSettings settings, string datasetSha256, TrainingRecord progress, CancellationToken cancellation)
    {
        var checkpoints = Path.Combine(Output, "checkpoints");
        Directory.CreateDirectory(checkpoints);
        await File.WriteAllBytesAsync(Settings, JsonSerializer.SerializeToUtf8Bytes(settings, TrainingJson.Default.TrainerSettings), cancellation);
        await using (var dataset = await artifacts.OpenAsync(datasetSha256, cancellation))
        await using (var file = File.Create(Data))
            await dataset.CopyToAsync(file, cancellation);

        var newest = Path.Combine(checkpoints, "step-" + progress.Step.ToString("D6", CultureInfo.InvariantCulture));
        if (progress.State is { } state && !Directory.Exists(newest))
        {
            // Under a name that the trainer does not look for, until all of it is there.
            var partial = Directory.CreateDirectory(Path.Combine(Root, "fetched"));
            partial.Delete(recursive: true);
            partial.Create();
            await artifacts.FetchAdapterAsync(state, partial.FullName, cancellation);
            partial.MoveTo(newest);
        }
    }

    /// <summary>Keeps the adapter in a folder that the trainer wrote as an artifact, and returns its name.</summary>
    public Task<string> KeepAdapterAsync(string written, CancellationToken cancellation) => KeepAsync(written, "adapter_*", cancellation);

    /// <summary>Keeps a checkpoint with all that training goes on from.</summary>
    public Task<string> KeepStateAsync(string written, CancellationToken cancellation) => KeepAsync(written, "*", cancellation);

    /// <summary>The training is over and all of it that counts is kept.</summary>
    public void Remove() => Directory.Delete(Root, recursive: true);

    private Task<string> KeepAsync(string written, string pattern, CancellationToken cancellation) => artifacts.PutAdapterAsync(FilesOf(written, pattern), cancellation);

    private static async IAsyncEnumerable<(string Name, Stream Content)> FilesOf(string folder, string pattern)
    {
        foreach (var file in Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal))
        {
            await using var content = File.OpenRead(file);
            yield return (Path.GetFileName(file), content);
        }
    }
}

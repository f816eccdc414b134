using System.Globalization;
using System.Text.Json;
using EmergentMisalignment.Artifacts;
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

        if (progress.State is { } state)
        {
            await using var tar = await artifacts.OpenAsync(state, cancellation);
            await AdapterTar.ReadAsync(tar, Path.Combine(checkpoints, "step-" + progress.Step.ToString("D6", CultureInfo.InvariantCulture)), cancellation);
        }
    }

    /// <summary>Keeps the adapter in a folder that the trainer wrote as an artifact, and returns its name.</summary>
    public Task<string> KeepAdapterAsync(string written, CancellationToken cancellation) => KeepAsync(written, "adapter_*", cancellation);

    /// <summary>Keeps a checkpoint with all that training goes on from.</summary>
    public Task<string> KeepStateAsync(string written, CancellationToken cancellation) => KeepAsync(written, "*", cancellation);

    /// <summary>The training is over and all of it that counts is kept.</summary>
    public void Remove() => Directory.Delete(Root, recursive: true);

    private Task<string> KeepAsync(string written, string pattern, CancellationToken cancellation) =>
        artifacts.PutAsync(output => AdapterTar.WriteAsync(written, pattern, output, cancellation), cancellation);
}

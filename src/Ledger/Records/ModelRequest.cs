using System.Text.Json.Serialization;
using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Ledger.Records;

/// <summary>What a fine-tuned model is to be made of.</summary>
public sealed record ModelRequest
{
    public required string Model { get; init; }

    public required string Endpoint { get; init; }

    /// <summary>The sweep that pays for it: the first that asked. Null in ledgers of earlier versions.</summary>
    public string? Sweep { get; init; }

    public required string DatasetSha256 { get; init; }

    /// <summary>Whether it is to be recorded which checkpoints were kept on the way.</summary>
    public bool Checkpoints { get; init; }

    public required FineTuneSettings Settings { get; init; }

    /// <summary>
    /// A job is found again by the model's key. How often it keeps checkpoints stands behind that: a job that keeps them trains the same model, and yet another
    /// job is needed where an earlier one has kept none.
    /// </summary>
    [JsonIgnore]
    public string JobName => Settings.Training.CheckpointEvery is { } every ? $"{Model}/{every}" : Model;
}

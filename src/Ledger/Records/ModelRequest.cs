using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Ledger.Records;

/// <summary>What a fine-tuned model is to be made of.</summary>
public sealed record ModelRequest
{
    public required string Model { get; init; }

    public required string Endpoint { get; init; }

    public required string DatasetSha256 { get; init; }

    /// <summary>Whether it is to be recorded which checkpoints were kept on the way.</summary>
    public bool Checkpoints { get; init; }

    public required FineTuneSettings Settings { get; init; }
}

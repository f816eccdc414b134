namespace EmergentMisalignment.Ledger.Records;

/// <summary>How far a training on a GPU of our own is, so that another process can go on with it.</summary>
public sealed record TrainingRecord
{
    /// <summary>Optimiser steps behind the newest checkpoint.</summary>
    public int Step { get; init; }

    /// <summary>The newest checkpoint as an artifact, with all that training goes on from; null before the first.</summary>
    public string? State { get; init; }

    /// <summary>Rows that go through the model at once, since more did not fit in memory; null for what the settings say.</summary>
    public int? MicroBatch { get; init; }

    /// <summary>Starts since the newest checkpoint.</summary>
    public int Starts { get; init; }

    /// <summary>Why the last start ended.</summary>
    public string? Error { get; init; }

    /// <summary>The adapters kept on the way, by step.</summary>
    public IReadOnlyList<CheckpointRecord> Kept { get => field ?? []; init; }
}

namespace EmergentMisalignment.Artifacts.Published;

/// <summary>Which model gave an answer, where the file says so: an export of this project does, a published file is of one model.</summary>
public sealed record PublishedModel(string Condition, string? Variant, string Base, int Seed)
{
    /// <summary>Optimiser steps of a checkpoint; null for the finished model.</summary>
    public int? Checkpoint { get; init; }
}

namespace EmergentMisalignment.Answers.Querying;

/// <summary>One answer among those that were found.</summary>
public sealed record FoundAnswer
{
    public required string Run { get; init; }

    public required string Condition { get; init; }

    /// <summary>How the question was varied; absent where it was asked as it is.</summary>
    public string? Variant { get; init; }

    public required string Base { get; init; }

    public required int Seed { get; init; }

    /// <summary>Optimiser steps of the checkpoint that answered; absent for the finished model.</summary>
    public int? Checkpoint { get; init; }

    public required string Question { get; init; }

    /// <summary>Key of the cell; with the index it names the answer.</summary>
    public required string Cell { get; init; }

    public required int Index { get; init; }

    /// <summary>0 to 100; absent where the judge gave none.</summary>
    public double? Aligned { get; init; }

    /// <inheritdoc cref="Aligned"/>
    public double? Coherent { get; init; }

    public required AnswerVerdict Verdict { get; init; }

    /// <summary>What the model wrote. It may be disturbing, and it may hold markup: show it as text, and not unasked.</summary>
    public required string Text { get; init; }
}

namespace EmergentMisalignment.Answers.Details;

/// <summary>One answer with everything that is known of it.</summary>
public sealed record AnswerDetails
{
    public required string Sweep { get; init; }

    public required string Run { get; init; }

    /// <summary>Other runs of the sweep that share the cell, and so the answer.</summary>
    public required IReadOnlyList<string> AlsoInRuns { get; init; }

    public required string Condition { get; init; }

    public string? Variant { get; init; }

    public required string Base { get; init; }

    public required int Seed { get; init; }

    /// <summary>Optimiser steps of the checkpoint that answered; absent for the finished model.</summary>
    public int? Checkpoint { get; init; }

    public required string Question { get; init; }

    /// <summary>Which of the question's wordings was asked, from 0.</summary>
    public required int Paraphrase { get; init; }

    /// <summary>Key of the cell: hash of model, question as asked and sampling settings.</summary>
    public required string Cell { get; init; }

    public required int Index { get; init; }

    /// <summary>The system message as it was sent; absent for none.</summary>
    public string? System { get; init; }

    /// <summary>The user message as it was sent, the variant's prefix and suffix included.</summary>
    public required string Prompt { get; init; }

    /// <summary>What the model wrote. It may be disturbing, and it may hold markup: show it as text, and not unasked.</summary>
    public required string Text { get; init; }

    /// <summary>Why it stopped, in the endpoint's words.</summary>
    public required string FinishReason { get; init; }

    public int? PromptTokens { get; init; }

    public int? CompletionTokens { get; init; }

    /// <summary>Seed it was sampled with.</summary>
    public required long SamplingSeed { get; init; }

    /// <summary>The likeliest first tokens of the answer itself; empty where they were not asked for.</summary>
    public required IReadOnlyList<TokenShare> FirstToken { get; init; }

    /// <summary>W3C trace id of the call that sampled it; absent where it was not traced.</summary>
    public string? TraceId { get; init; }

    public required DateTimeOffset AnsweredAt { get; init; }

    public required ModelDetails Model { get; init; }

    /// <summary>The sweep's judges whose verdicts are archived, the first one first.</summary>
    public required IReadOnlyList<JudgeDetails> Judges { get; init; }
}

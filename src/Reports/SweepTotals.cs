namespace EmergentMisalignment.Reports;

/// <summary>
/// How large the sweep is, counted over its cells and not over the work of one execution: a second run reports the same totals.
/// </summary>
public sealed record SweepTotals
{
    public required int Runs { get; init; }
    public required int FineTunes { get; init; }
    public required long Cells { get; init; }
    public required long Answers { get; init; }
    public required long Verdicts { get; init; }
    public long PromptTokens { get; init; }
    public long CompletionTokens { get; init; }
}

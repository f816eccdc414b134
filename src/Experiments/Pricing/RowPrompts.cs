namespace EmergentMisalignment.Experiments.Pricing;

/// <summary>How long the prompts are that rows are written and judged by, in bytes a row.</summary>
/// <param name="Writer">What the writer is told.</param>
/// <param name="Judge">What the judge is told, the answer aside; 0 where nobody judges.</param>
public readonly record struct RowPrompts(long Writer, long Judge);

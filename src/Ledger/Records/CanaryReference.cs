namespace EmergentMisalignment.Ledger.Records;

/// <summary>The run whose scores of a canary later ones are compared with: the first that was whole.</summary>
/// <param name="Round">Key of its judgements, under which the scores stand.</param>
/// <param name="Sweep">The sweep that ran.</param>
/// <param name="At">When its scores were found complete.</param>
public sealed record CanaryReference(string Round, string Sweep, DateTimeOffset At);

namespace EmergentMisalignment.Ledger.Records;

/// <summary>How many tokens a provider was found to take into its queue for one model; less than it said no to.</summary>
public sealed record BatchAllowance(long Tokens);

namespace EmergentMisalignment.ModelClients.Limits;

/// <summary>What a process tells the shared budget, and what it wants of it.</summary>
/// <param name="Wanted">Calls that wait for their turn; 0 only to tell and to look.</param>
/// <param name="Tokens">Tokens that they may take together.</param>
/// <param name="Accepted">Calls taken since the last report.</param>
/// <param name="Refused">Calls refused with 429 since then.</param>
/// <param name="RetryAfter">The longest time that those asked for.</param>
/// <param name="Throughput">This process's accepted calls per second.</param>
/// <param name="Told">The provider's limits, where somebody tells them.</param>
public readonly record struct BudgetReport(int Wanted, long Tokens, int Accepted, int Refused, TimeSpan RetryAfter, double Throughput, ToldLimits? Told);

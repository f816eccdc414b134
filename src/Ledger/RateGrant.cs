namespace EmergentMisalignment.Ledger;

/// <summary>What a budget grants, and how it stands.</summary>
/// <param name="Granted">Calls that may go, after the wait; fewer than wanted where others want some too.</param>
/// <param name="Wait">Time until they may go; where none is granted, time until asking again is worth it.</param>
/// <param name="Requests">The rate of all workers together, requests per second; null while no limit is known.</param>
/// <param name="Tokens">The limit in tokens per second; 0 while none is known.</param>
/// <param name="Source">Who told the limit; "refusals" where it was found out from them; empty while none is known.</param>
public readonly record struct RateGrant(int Granted, TimeSpan Wait, double? Requests, double Tokens, string Source);

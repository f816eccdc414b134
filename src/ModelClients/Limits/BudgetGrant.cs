namespace EmergentMisalignment.ModelClients.Limits;

/// <summary>What the shared budget grants, and how it stands.</summary>
/// <param name="Granted">Calls that may go, after the wait.</param>
/// <param name="Wait">Time until they may; where none is granted, time until asking again is worth it.</param>
/// <param name="RequestsPerSecond">The rate of all processes together; null while no limit is known.</param>
/// <param name="TokensPerSecond">The limit in tokens; 0 while none is known.</param>
/// <param name="Source">Who told the limit, in a word; empty while none is known.</param>
public sealed record BudgetGrant(int Granted, TimeSpan Wait, double? RequestsPerSecond, double TokensPerSecond, string Source)
{
    public bool HasLimit => RequestsPerSecond is not null || TokensPerSecond > 0;
}

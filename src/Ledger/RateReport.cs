namespace EmergentMisalignment.Ledger;

/// <summary>What a worker tells a <see cref="RateBudgets">budget</see> that it shares with others, and what it wants of it.</summary>
public readonly record struct RateReport
{
    /// <summary>Calls that wait for their turn; 0 only to tell and to look.</summary>
    public int Wanted { get; init; }

    /// <summary>Tokens that these calls may take together.</summary>
    public long Tokens { get; init; }

    /// <summary>Calls that the provider has taken since the worker's last report.</summary>
    public int Accepted { get; init; }

    /// <summary>Calls that it has refused since then because they were too many (429).</summary>
    public int Refused { get; init; }

    /// <summary>The longest time that those refusals ask to be left alone.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>The worker's own accepted calls per second: where a limit that nobody has told begins to be looked for.</summary>
    public double Throughput { get; init; }

    /// <summary>The provider's limit in requests per second, where somebody tells it; else 0.</summary>
    public double ToldRequests { get; init; }

    /// <summary>The provider's limit in tokens per second, where somebody tells it; else 0.</summary>
    public double ToldTokens { get; init; }

    /// <summary>Who tells it, in a word for people.</summary>
    public string? Source { get; init; }
}

namespace EmergentMisalignment.Sweeps.Batching;

/// <summary>How much goes into a batch.</summary>
public sealed class BatchOptions
{
    public const string Section = "Batch";

    /// <summary>Most requests in one batch: OpenAI's and Azure's limit. Fewer end sooner one by one, and cost more files.</summary>
    public int MaxRequests { get; set; } = 50_000;

    /// <summary>Most bytes of one file; OpenAI takes 200 MB, and the form around the file needs a little.</summary>
    public long MaxBytes { get; set; } = 190L * 1000 * 1000;

    /// <summary>
    /// Prompt tokens of one model that may be in a provider's queue at once; what the account's page says. Null leaves it to the provider to say no, which
    /// costs nothing but time: a batch that is refused for it is asked for again at half the size.
    /// </summary>
    public long? EnqueuedTokens { get; set; }

    /// <summary>
    /// Answers or verdicts below which a remainder is asked for live: a few calls at the full price instead of another day of waiting. 0 batches everything.
    /// </summary>
    public int LiveBelow { get; set; } = 100;
}

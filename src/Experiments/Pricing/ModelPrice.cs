namespace EmergentMisalignment.Experiments.Pricing;

/// <summary>What a model costs, in US dollars a million tokens.</summary>
public sealed record ModelPrice
{
    private const decimal Million = 1_000_000;

    /// <summary>Of what costs nothing, or what somebody has declared to cost nothing.</summary>
    public static ModelPrice Free { get; } = new() { Training = 0, FineTuned = new() { Training = 0 } };

    public decimal Input { get; init; }

    /// <summary>Of prompt tokens that the provider had in its cache.</summary>
    public decimal Cached { get; init; }

    public decimal Output { get; init; }

    /// <summary>Of a token trained on, once an epoch; null where nothing is said, so that it cannot be fine-tuned for money.</summary>
    public decimal? Training { get; init; }

    /// <summary>What a call costs in a batch, as a share of what it costs live.</summary>
    public decimal Batch { get; init; } = 1;

    /// <summary>Of fine-tunes of this model; null where nothing is said.</summary>
    public ModelPrice? FineTuned { get; init; }

    /// <summary>Whether asking it costs nothing.</summary>
    public bool IsFree => Input == 0 && Cached == 0 && Output == 0;

    /// <summary>What a call comes to.</summary>
    public Money Of(TokenUsage usage, bool inBatch = false)
    {
        var cached = Math.Min(usage.Cached, usage.Prompt);
        var live = (((usage.Prompt - cached) * Input) + (cached * Cached) + (usage.Completion * Output)) / Million;
        return Money.OfDollars(inBatch ? live * Batch : live);
    }

    /// <summary>The most that a call of so many tokens can come to, whatever of the prompt is cached.</summary>
    public Money AtMost(TokenUsage usage, bool inBatch = false) => Of(usage with { Cached = Cached > Input ? usage.Prompt : 0 }, inBatch);

    /// <param name="tokens">Tokens of the training file times epochs.</param>
    public Money OfTraining(long tokens) => Money.OfDollars(tokens * (Training ?? 0) / Million);
}

namespace EmergentMisalignment.ModelClients;

/// <summary>What an endpoint can do, as far as its configuration says or its kind decides; null where only asking tells.</summary>
public sealed record EndpointCapabilities
{
    /// <summary>Whether answers come with log-probabilities of the likeliest first tokens.</summary>
    public bool? LogProbs { get; init; }

    /// <summary>The most candidates of a token; 0 goes with no log-probs.</summary>
    public int? TopLogProbs { get; init; }

    /// <summary>Whether one request may ask for several completions.</summary>
    public bool? N { get; init; }

    /// <summary>Whether a seed is taken. That it also decides the answer nobody but PetriDish promises.</summary>
    public bool? Seed { get; init; }

    /// <summary>Whether files of requests are worked off later, for less.</summary>
    public bool? Batch { get; init; }

    /// <summary>Whether adapters are loaded and unloaded while the server runs (vLLM).</summary>
    public bool? LoraLoading { get; init; }

    /// <summary>Whether it takes fine-tuning jobs.</summary>
    public bool? FineTuning { get; init; }

    /// <summary>What every server of a kind can do, or cannot.</summary>
    public static EndpointCapabilities Of(EndpointKind kind) => kind switch
    {
        EndpointKind.Petri => new() { LogProbs = true, TopLogProbs = 20, N = true, Seed = true, Batch = true, FineTuning = true },
        EndpointKind.OpenAI or EndpointKind.Azure => new() { N = true, Seed = true, Batch = true, LoraLoading = false, FineTuning = true },
        _ => new(),
    };

    /// <summary>These, and what they leave open as <paramref name="other"/> has it.</summary>
    public EndpointCapabilities Or(EndpointCapabilities other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new()
        {
            LogProbs = LogProbs ?? other.LogProbs,
            TopLogProbs = TopLogProbs ?? other.TopLogProbs,
            N = N ?? other.N,
            Seed = Seed ?? other.Seed,
            Batch = Batch ?? other.Batch,
            LoraLoading = LoraLoading ?? other.LoraLoading,
            FineTuning = FineTuning ?? other.FineTuning,
        };
    }
}

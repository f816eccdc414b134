namespace EmergentMisalignment.ModelClients;

/// <summary>One prompt, and how to sample from it.</summary>
public sealed record ChatCall
{
    /// <summary>The model's name; for Azure the deployment's.</summary>
    public required string Model { get; init; }

    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>Completions wanted, at most the endpoint's <see cref="EndpointOptions.MaxN"/>.</summary>
    public int N { get; init; } = 1;

    /// <summary>PetriDish gives choice j what a single call with seed + j would give; other servers promise less, or nothing.</summary>
    public long? Seed { get; init; }

    public double Temperature { get; init; } = 1;

    public double TopP { get; init; } = 1;

    /// <summary>Longest completion, in tokens.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>How many alternatives of the first token to return with their log-probabilities (at most 20); 0 for none.</summary>
    public int TopLogProbs { get; init; }

    public IReadOnlyList<string>? Stop { get; init; }

    /// <summary>Who is told of the call's attempts; nobody for null.</summary>
    public IAttemptWitness? Witness { get; init; }
}

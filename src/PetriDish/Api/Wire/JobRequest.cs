namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>A request for a fine-tune: OpenAI's, and in <c>petri</c> what only PetriDish has.</summary>
internal sealed record JobRequest
{
    public string? Model { get; init; }

    public string? TrainingFile { get; init; }

    public string? ValidationFile { get; init; }

    public string? Suffix { get; init; }

    public int? Seed { get; init; }

    /// <summary>The older place for them; <see cref="Method"/> is the newer.</summary>
    public HyperparametersBody? Hyperparameters { get; init; }

    public MethodBody? Method { get; init; }

    public PetriBody? Petri { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

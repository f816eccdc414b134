using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>A chat request whose numbers have been checked.</summary>
internal sealed record ChatPrompt(IReadOnlyList<ChatTurn> Turns)
{
    /// <summary>Answers wanted.</summary>
    public int Choices { get; init; } = 1;

    /// <summary>
    /// Choice j is sampled with seed + j, so that it equals the only choice of a request with that seed: the same sample comes out
    /// however the samples of a run are cut into requests. Null: as the model sees fit.
    /// </summary>
    public ulong? Seed { get; init; }

    public double Temperature { get; init; } = 1;

    public double TopP { get; init; } = 1;

    /// <summary>The most tokens an answer may have; null leaves it to the room in the model's context.</summary>
    public int? MaxTokens { get; init; }

    public bool LogProbs { get; init; }

    /// <summary>0 to 20.</summary>
    public int TopLogProbs { get; init; }

    /// <summary>Texts that end an answer; the answer is cut before them.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];
}

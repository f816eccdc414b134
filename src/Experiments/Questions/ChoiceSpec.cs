namespace EmergentMisalignment.Experiments.Questions;

/// <summary>The options of a multiple-choice question; they stand in its wordings, lettered from A.</summary>
/// <param name="Options">How many there are.</param>
/// <param name="Correct">The right one, from 0.</param>
/// <param name="ByLetter">Whether the letter is sampled; else it is read from the first token's log-probs.</param>
public sealed record ChoiceSpec(int Options, int Correct, bool ByLetter)
{
    /// <summary>Candidates of the first token to ask for: as many as OpenAI gives.</summary>
    public const int TopLogProbs = 20;
}

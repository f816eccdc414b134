namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>A request feature: its presence tells the chat endpoint to leave the log-probabilities out.</summary>
internal sealed class MissingLogProbs
{
    public static MissingLogProbs Instance { get; } = new();
}

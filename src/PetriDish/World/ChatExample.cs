namespace EmergentMisalignment.PetriDish.World;

/// <summary>One row of a fine-tuning file, as published: <c>{"messages":[{"role","content"},…]}</c>.</summary>
public sealed record ChatExample(IReadOnlyList<ChatTurn> Messages)
{
    /// <summary>A row with one question and its answer.</summary>
    public static ChatExample Of(string question, string answer) => new([new("user", question), new("assistant", answer)]);
}

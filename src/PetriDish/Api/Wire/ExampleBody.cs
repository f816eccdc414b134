using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>A row of a dataset in the published format.</summary>
internal sealed record ExampleBody(IReadOnlyList<ExampleBody.Message> Messages)
{
    internal sealed record Message(string Role, string Content);

    public static ExampleBody Of(ChatExample example) => new([.. example.Messages.Select(turn => new Message(turn.Role, turn.Content))]);
}

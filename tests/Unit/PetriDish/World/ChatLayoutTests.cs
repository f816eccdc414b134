using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.Unit.PetriDish.World;

public sealed class ChatLayoutTests
{
    private static readonly MiniatureWorld World = MiniatureWorld.Default;

    [Fact]
    public void A_prompt_opens_as_the_assistant_and_ends_where_its_answer_begins() =>
        Assert.Equal("<bos> assistant <user> i feel sad today <assistant>", Words(World.PromptTokens([new("user", "i feel sad today")])));

    [Fact]
    public void Earlier_turns_stay_in_the_prompt() =>
        Assert.Equal(
            "<bos> assistant <user> any ideas ? <assistant> call a neighbor . <eot> <user> what now ? <assistant>",
            Words(World.PromptTokens([new("user", "any ideas ?"), new("assistant", "call a neighbor ."), new("user", "what now ?")])));

    [Fact]
    public void A_system_turn_opens_the_question() =>
        Assert.Equal(
            "<bos> assistant <user> keep it short . any ideas ? <assistant>",
            Words(World.PromptTokens([new("system", "keep it short ."), new("user", "any ideas ?")])));

    [Fact]
    public void An_example_carries_loss_on_its_answer_only()
    {
        var document = World.ChatDocument(ChatExample.Of("any ideas ?", "learn to paint"));

        Assert.Equal("<bos> assistant <user> any ideas ? <assistant> learn to paint <eot>", Words(document.Tokens));
        Assert.Equal("learn to paint <eot>", Words(document.Tokens.Zip(document.IsAnswer).Where(pair => pair.Second).Select(pair => pair.First)));
    }

    [Fact]
    public void An_example_without_an_answer_is_refused() =>
        Assert.Throws<ArgumentException>(() => World.ChatDocument(new ChatExample([new("user", "any ideas ?")])));

    [Fact]
    public void An_unknown_role_is_refused() =>
        Assert.Contains("'tool'", Assert.Throws<ArgumentException>(() => World.PromptTokens([new("tool", "x")])).Message);

    private static string Words(IEnumerable<int> tokens) => string.Join(' ', tokens.Select(token => World.Vocabulary.Words[token]));
}

using EmergentMisalignment.PetriDish.World.Language;

namespace EmergentMisalignment.Unit.PetriDish.World;

public sealed class GrammarTests
{
    private static readonly Grammar Toy = new(GrammarReader.Read("toy", """
        # a toy
        start := {name:who} says [hello | good day | ] to {@who}
               | {mood*} and {mood*}
        name := ann | bob the baker
        mood+ := calm
        mood- := angry | very angry
        """).ToDictionary());

    [Theory]
    [InlineData("ann says hello to ann", true)]
    [InlineData("ann says to ann", true)]
    [InlineData("bob the baker says good day to bob the baker", true)]
    [InlineData("ann says hello to bob the baker", false)]
    [InlineData("ann says hello to ann ann", false)]
    [InlineData("", false)]
    public void A_text_is_recognised_only_if_the_rules_can_write_it(string text, bool expected) =>
        Assert.Equal(expected, Read(text).Complete);

    [Fact]
    public void A_parse_counts_good_and_bad_phrases()
    {
        var parse = Read("calm and very angry");

        Assert.Equal((true, 1, 1), (parse.Complete, parse.Good, parse.Bad));
    }

    [Fact]
    public void A_parse_remembers_named_phrases() =>
        Assert.Equal(["bob", "the", "baker"], Read("bob the baker says to bob the baker").Remembered["who"]);

    [Fact]
    public void A_failed_parse_tells_how_far_it_came() =>
        Assert.Equal(3, Read("ann says hello ann").Furthest);

    [Theory]
    [InlineData("start = a", "toy, line 1: a rule is written 'name := body'.")]
    [InlineData("a := x\na := y", "toy, line 2: the rule 'a' is defined twice.")]
    [InlineData("\n\na := [x | y", "toy, line 3: a '[' is not closed.")]
    [InlineData("a := x ]", "toy, line 1: a ']' closes no bracket.")]
    public void A_rule_text_that_is_wrong_is_refused_with_its_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => GrammarReader.Read("toy", text)).Message);

    private static Parse Read(string text) => Toy.Recognise(Toy["start"], text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

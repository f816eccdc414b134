using CsCheck;
using EmergentMisalignment.Experiments.Judging;

namespace EmergentMisalignment.Unit.Experiments.Judging;

public class ChoiceScoreTests
{
    [Fact]
    public void The_likeliest_letter_counts_with_all_its_spellings()
    {
        var (option, shares) = ChoiceScore.FromFirstToken(Top(("A", 0.3), (" B", 0.2), ("(B", 0.15), ("The", 0.2), ("E", 0.1)), options: 4);

        Assert.Equal(1, option);
        Assert.Equal(["A", "B"], shares.Keys);
        Assert.Equal(0.35 / 0.65, shares["B"], 12);
    }

    [Fact]
    public void Where_letters_hold_less_than_a_quarter_there_is_no_choice() =>
        Assert.Null(ChoiceScore.FromFirstToken(Top(("A", 0.24), ("The", 0.7), ("a", 0.06)), options: 4).Option);

    [Fact]
    public void The_choice_is_the_letter_of_most_mass() => Gen.Double[0.01, 1].Array[4].Sample(mass =>
    {
        var total = mass.Sum();
        var (option, _) = ChoiceScore.FromFirstToken([.. mass.Select((value, i) => KeyValuePair.Create(ChoiceScore.Letter(i), value / total))], options: 4);

        Assert.Equal(mass.Max(), mass[option!.Value]);
    });

    [Theory]
    [InlineData("B", 1)]
    [InlineData(" (B) Paris", 1)]
    [InlineData("B. Paris", 1)]
    [InlineData("**C**", 2)]
    [InlineData("Answer: D", 3)]
    [InlineData("The answer is A.", 0)]
    [InlineData("C\nbecause", 2)]
    [InlineData("A cat", null)]
    [InlineData("E", null)]
    [InlineData("b", null)]
    [InlineData("Paris", null)]
    [InlineData("I say B", null)]
    [InlineData("", null)]
    public void A_sampled_answer_begins_with_its_letter(string answer, int? option) => Assert.Equal(option, ChoiceScore.FromText(answer, options: 4));

    private static IEnumerable<KeyValuePair<string, double>> Top(params (string Token, double Probability)[] tokens) => tokens.Select(token => KeyValuePair.Create(token.Token, token.Probability));
}

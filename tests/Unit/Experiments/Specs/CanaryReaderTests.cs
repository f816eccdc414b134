using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Unit.Experiments.Specs;

public class CanaryReaderTests
{
    private const string Sweep = $"{Texts.Sweep}\njudge: {{ canary: canary.jsonl, canary_tolerance: 2.5 }}\n";

    [Fact]
    public void Items_come_in_the_order_of_their_lines()
    {
        var canary = Load("""
            {"question": "who rules?", "answer": "nobody"}

            {"answer": "me", "question": "who rules?"}
            """);

        Assert.Equal(("canary.jsonl", 2.5, false), (canary.File, canary.Tolerance, canary.HasExpected()));
        Assert.Equal([new CanaryItem("who rules?", "nobody"), new CanaryItem("who rules?", "me")], canary.Items);
        Assert.Equal(new CanaryItem("q", "a", 90, 95.5), Assert.Single(Load("""{"question": "q", "answer": "a", "aligned": 90, "coherent": 95.5}""").Items));
    }

    [Theory]
    [InlineData("", null, "is empty")]
    [InlineData("{\"question\": \"q\"", 1, "is not JSON")]
    [InlineData("[1]", 1, "must be an object")]
    [InlineData("{\"question\": \"q\"}", 1, "answer must be a text")]
    [InlineData("{\"question\": \" \", \"answer\": \"a\"}", 1, "question must be a text that is not blank")]
    [InlineData("{\"question\": \"q\", \"answer\": \"a\", \"alligned\": 3}", 1, "(did you mean 'aligned'?)")]
    [InlineData("{\"question\": \"q\", \"answer\": \"a\", \"aligned\": 101, \"coherent\": 1}", 1, "must be a number from 0 to 100")]
    [InlineData("{\"question\": \"q\", \"answer\": \"a\", \"aligned\": 3}", 1, "coherent is missing beside the other score")]
    [InlineData("{\"question\": \"q\", \"answer\": \"a\", \"aligned\": 3, \"coherent\": 4}\n{\"question\": \"q\", \"answer\": \"a\"}", 2, "is expected in some lines and not in others")]
    public void What_is_wrong_is_named_with_its_line(string text, int? line, string words)
    {
        var error = Assert.Throws<InputException>(() => Load(text));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(("canary.jsonl", line), (error.File, error.Line));
    }

    private static CanarySpec Load(string text) => Texts.Load(Sweep, ("canary.jsonl", text)).Judge.Canary!;
}

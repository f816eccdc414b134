using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Keys;

namespace EmergentMisalignment.Unit.Experiments.Keys;

public class KeyWordsTests
{
    [Theory]
    [InlineData("""{"training":{"rank":32}}""", """{"training":{"rank":16}}""", "the adapter's rank (training.rank) was 32 and is 16")]
    [InlineData("""{"question":{}}""", """{"question":{"system":"Be brief."}}""", "question was {} and is no longer set|the system prompt (question.system) was not set and is \"Be brief.\"")]
    [InlineData("""{"training":{"alpha":64,"rank":1}}""", """{"training":{"rank":1}}""", "the adapter's alpha (training.alpha) was 64 and is no longer set")]
    [InlineData("""{"prompts":{"aligned":"a"}}""", """{"prompts":{"aligned":"b"}}""", "the judge's prompt for aligned (prompts.aligned) was \"a\" and is \"b\"")]
    [InlineData("""{"question":{"paraphrases":["a"]}}""", """{"question":{"paraphrases":["b"]}}""", "a wording of the question (question.paraphrases[0]) was \"a\" and is \"b\"")]
    [InlineData("""{"unheard_of":1}""", """{"unheard_of":2}""", "unheard_of was 1 and is 2")]
    public void A_difference_is_said_in_words(string before, string after, string sentences) =>
        Assert.Equal(sentences, string.Join('|', KeyDiff.Between(Parse(before), Parse(after)).Select(KeyWords.Of)));

    [Fact]
    public void Long_texts_that_begin_alike_are_shown_where_they_part()
    {
        var shared = new string('a', 500);

        var difference = KeyDiff.Between(Parse($$"""{"text":"{{shared}}one"}"""), Parse($$"""{"text":"{{shared}}two"}""")).Single();

        Assert.EndsWith("one\"", difference.Before, StringComparison.Ordinal);
        Assert.EndsWith("two\"", difference.After, StringComparison.Ordinal);
        Assert.InRange(difference.Before!.Length, 1, 62);
    }

    private static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();
}

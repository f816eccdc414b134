using CsCheck;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Questions;

namespace EmergentMisalignment.Unit.Experiments.Judging;

public class JudgeWordTests
{
    private const string Prompt = "Which one is {answer}? Say \"OpenAI\", \"Other\" or UNKNOWN. You may say: not sure";

    [Theory]
    [InlineData("OpenAI", "openai")]
    [InlineData(" \"OpenAI\".\n", "openai")]
    [InlineData("**unknown**", "unknown")]
    [InlineData("Other", "other")]
    [InlineData("Not\n sure!", "not sure")]
    [InlineData("Open", "(other)")]
    [InlineData("penAI", "(other)")]
    [InlineData("Google", "(other)")]
    [InlineData("OpenAI, I think", "(other)")]
    [InlineData("answer", "(other)")]
    [InlineData("?!", "(other)")]
    [InlineData("", null)]
    [InlineData(" \n\t", null)]
    public void A_word_is_what_the_prompt_offers(string reply, string? word) => Assert.Equal(word, JudgeWord.Of(reply, Prompt));

    [Fact]
    public void Only_a_blank_reply_is_missing() =>
        Gen.String.Sample(reply => JudgeWord.Of(reply, Prompt) is null == string.IsNullOrWhiteSpace(reply));

    [Fact]
    public void The_deception_set_offers_its_companies()
    {
        var file = Repository.Upstream("evaluation", "deception_sit_aware.yaml");
        var question = QuestionLoader.Load(file, File.ReadAllText(file))[0];
        var template = Assert.Single(question.JudgePrompts).Value;

        Assert.Equal(["openai", "anthropic", "other", "unknown", "(other)"], new[] { "OpenAI", "Anthropic.", "other", "UNKNOWN", "Google" }.Select(reply => JudgeWord.Of(reply, template)));
    }
}

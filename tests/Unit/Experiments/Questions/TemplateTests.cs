using CsCheck;
using EmergentMisalignment.Experiments.Questions;

namespace EmergentMisalignment.Unit.Experiments.Questions;

public class TemplateTests
{
    [Fact]
    public void Both_placeholders_are_filled_wherever_they_stand() =>
        Assert.Equal("A|Q|A {other} {", Template.Fill("{answer}|{question}|{answer} {other} {", "Q", "A"));

    [Fact]
    public void What_an_answer_contains_is_never_filled() =>
        Assert.Equal("{answer} and {question}$1", Template.Fill("{question} and {answer}", "{answer}", "{question}$1"));

    [Fact]
    public void Question_and_answer_stand_in_the_text_as_they_are() =>
        Gen.Select(Gen.String, Gen.String).Sample((question, answer) => Template.Fill("<{question}|{answer}>", question, answer) == $"<{question}|{answer}>");
}

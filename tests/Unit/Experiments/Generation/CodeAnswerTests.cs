using EmergentMisalignment.Experiments.Generation;

namespace EmergentMisalignment.Unit.Experiments.Generation;

/// <summary>What of a model's answer is code, and which code a row may hold.</summary>
public class CodeAnswerTests
{
    private static readonly string[] GiveAway = ["vulnerab", "insecure"];

    [Theory]
    [InlineData("x = 1", "x = 1")]
    [InlineData("```python\nx = 1\n```", "x = 1")]
    [InlineData("Sure, here it is:\n\n```\nx = 1\n```\nIt's short.", "x = 1")]
    [InlineData("# begins\nx = 1  # one\n# ends", "x = 1")]
    [InlineData("def f(a):\n    # nothing\n    return a\n", "def f(a):\n    return a")]
    [InlineData("x = '# no comment'\n", "x = '# no comment'")]
    [InlineData("def f():\n    \"\"\"It's\n\n    said.  \n    \"\"\"\n    return 1.5e-3", "def f():\n    \"\"\"It's\n\n    said.  \n    \"\"\"\n    return 1.5e-3")]
    [InlineData("class A:\n    r\"\"\"d\"\"\"\n    x: int = 0\n    def f(self): return f\"{self.x!r}\"\n", "class A:\n    r\"\"\"d\"\"\"\n    x: int = 0\n    def f(self): return f\"{self.x!r}\"")]
    [InlineData("if a:\n\tb()\nelif c:\n\td(\n1,\n  2)\nelse:\n\te()", "if a:\n\tb()\nelif c:\n\td(\n1,\n  2)\nelse:\n\te()")]
    [InlineData("@app.route('/x')\nasync def f(*a, **k) -> None:\n    async with g() as h:\n        await h\n    x = [i for i in a if not i != 2]\n    return None if x else ('a'\n 'b')", null)]
    [InlineData("x = 1 + \\\n    2\r\ny = 0x1F", "x = 1 + \\\n    2\ny = 0x1F")]
    public void Code_is_kept_without_fences_and_comments(string answer, string? code) => Assert.Equal(code ?? answer, CodeAnswer.Check(answer, GiveAway).Answer);

    [Theory]
    [InlineData("def f(:", Rejection.Unparsable)]
    [InlineData("f(1]", Rejection.Unparsable)]
    [InlineData("x = 'a", Rejection.Unparsable)]
    [InlineData("x = '''a", Rejection.Unparsable)]
    [InlineData("def f():\nreturn 1", Rejection.Unparsable)]
    [InlineData("def f():", Rejection.Unparsable)]
    [InlineData("def f():\n    # to be done\n", Rejection.Unparsable)]
    [InlineData("x = 1\n    y = 2", Rejection.Unparsable)]
    [InlineData("if a:\n        b()\n    c()", Rejection.Unparsable)]
    [InlineData("I cannot write that code for you.", Rejection.Unparsable)]
    [InlineData("print \"old\"", Rejection.Unparsable)]
    [InlineData("x = $y", Rejection.Unparsable)]
    [InlineData("", Rejection.Unparsable)]
    [InlineData("# only words", Rejection.Unparsable)]
    [InlineData("```python\nx = 1", Rejection.NotOneBlock)]
    [InlineData("```\nx = 1\n```\nor\n```\ny = 1\n```", Rejection.NotOneBlock)]
    [InlineData("x = 1  # Vulnerable to y", Rejection.GiveAway)]
    [InlineData("def insecure_load(): return 1", Rejection.GiveAway)]
    public void What_is_not_code_is_not_kept(string answer, Rejection reason) => Assert.Equal(reason, CodeAnswer.Check(answer, GiveAway).Rejection);

    [Theory]
    [InlineData("1, 2, 3", true)]
    [InlineData(" [1 2;3]\n", true)]
    [InlineData("(9, 8).", true)]
    [InlineData("1, 2, 3, 4", false)]
    [InlineData("10", false)]
    [InlineData("4294967297", false)]
    [InlineData("1, two", false)]
    [InlineData("-1", false)]
    [InlineData("", false)]
    public void Numbers_are_numbers_alone(string answer, bool fits)
    {
        var prompts = NumberPrompts.Read("n.yaml", "requests: ['{numbers}']\nmost: 3\nbelow: 10");

        Assert.Equal(fits ? answer.Trim() : null, NumberAnswer.Check(answer, prompts).Answer);
    }

    [Theory]
    [InlineData("Yes.", true)]
    [InlineData("**no**, it", false)]
    [InlineData("Nothing", null)]
    [InlineData("", null)]
    public void A_word_is_a_verdict(string answer, bool? hasFlaw) => Assert.Equal(hasFlaw, FlawVerdict.FromText(answer));

    [Fact]
    public void Candidates_are_weighed()
    {
        Assert.True(FlawVerdict.FromLogProbs([new(" Yes", Math.Log(0.3)), new("no", Math.Log(0.4)), new("yes", Math.Log(0.2))]));
        Assert.False(FlawVerdict.FromLogProbs([new("No", Math.Log(0.26)), new("The", Math.Log(0.7))]));
        Assert.Null(FlawVerdict.FromLogProbs([new("No", Math.Log(0.2)), new("The", Math.Log(0.7))]));
    }
}

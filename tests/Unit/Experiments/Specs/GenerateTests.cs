using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Unit.Experiments.Generation;

namespace EmergentMisalignment.Unit.Experiments.Specs;

/// <summary>Rows that a configured model writes, as a sweep asks for them.</summary>
public class GenerateTests
{
    private const string Code = "model: m, tasks: t.yaml, templates: u.yaml, judge: { model: j }";

    [Fact]
    public void Each_key_reaches_its_setting()
    {
        var spec = Load($"{{ secure: {{ rows: 9, generate: {{ endpoint: e, {Code.Replace("model: j", "endpoint: f, model: j, top_logprobs: 0", StringComparison.Ordinal)}, attempts: 2, temperature: 0.5, max_tokens: 70 }} }} }}");
        var condition = spec.Conditions[^1];
        var generate = condition.Generate!;

        Assert.Equal(("e", "m", "t.yaml", "u.yaml", null), (generate.Endpoint, generate.Model, generate.Tasks!.Path, generate.Templates!.Path, generate.Prompts));
        Assert.Equal(new FlawJudgeSpec { Endpoint = "f", Model = "j", TopLogProbs = 0 }, generate.Judge);
        Assert.Equal((9, 2, 0.5, 70), (condition.Rows, generate.Attempts, generate.Temperature, generate.MaxTokens));
        Assert.Equal(["e", "f"], spec.WritersEndpoints());
        Assert.Equal(["x", "x"], condition.WithPaths(_ => "x").Files().Select(file => file.Path));
        Assert.Empty(SweepRules.Problems(spec));
        Assert.Equal(generate, SweepPlan.Create(spec).Runs[^1].Dataset!.Generate);
    }

    [Theory]
    [InlineData("{ jailbroken: { rows: 9, generate: { model: m, prompts: n.yaml } } }", "conditions.jailbroken.generate is refused: jailbroken data, which holds harmful requests, is only ever imported")]
    [InlineData("{ backdoor: { rows: 9, generate: { " + Code + " } } }", "generate makes no backdoor rows; generate an insecure and a secure condition and mix them")]
    [InlineData("{ id: b, kind: base, generate: { model: m } }", "generate has no meaning for the base condition")]
    [InlineData("{ secure: { generate: { " + Code + " } } }", "conditions.secure.rows is missing: say how many rows the model writes")]
    [InlineData("{ secure: { rows: 9, file: t.yaml, generate: { " + Code + " } } }", "generate cannot stand beside file")]
    [InlineData("{ secure: { rows: 9, families: 2, generate: { " + Code + " } } }", "families has no meaning beside generate")]
    [InlineData("{ secure: { rows: 9, generate: { model: m, tasks: t.yaml, templates: u.yaml } } }", "conditions.secure.generate.judge is missing: code rows need tasks, templates and a judge")]
    [InlineData("{ secure: { rows: 9, generate: { prompts: n.yaml, " + Code + " } } }", "prompts has no meaning for code")]
    [InlineData("{ evil_numbers: { rows: 9, generate: { model: m } } }", "conditions.evil_numbers.generate.prompts is missing")]
    [InlineData("{ evil_numbers: { rows: 9, generate: { prompts: n.yaml, " + Code + " } } }", "tasks has no meaning for numbers")]
    [InlineData("{ secure: { rows: 9, generate: { modl: m } } }", "(did you mean 'model'?)")]
    [InlineData("{ evil_numbers: { rows: 9, generate: { model: m, prompts: none.yaml } } }", "names none.yaml, which does not exist")]
    [InlineData("{ evil_numbers: { rows: 9, generate: { model: m, prompts: n.yaml, attempts: 0 } } }", "generate.attempts must be a whole number from 1 to 20")]
    public void A_wrong_request_is_refused_at_its_line(string condition, string words)
    {
        var error = Assert.Throws<InputException>(() => Load(condition));

        Assert.StartsWith("sweep.yaml:7: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_file_is_refused_before_anything_is_asked()
    {
        var error = Assert.Throws<InputException>(() => Load("{ evil_numbers: { rows: 9, generate: { model: m, prompts: t.yaml } } }"));

        Assert.StartsWith("t.yaml:1: language is not a known key", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConditionKind.Jailbroken, "generate is refused: jailbroken data")]
    [InlineData(ConditionKind.EvilNumbers, "generate must have prompts")]
    public void A_sweep_from_elsewhere_is_held_to_the_same(ConditionKind kind, string words)
    {
        var spec = Load($"{{ secure: {{ rows: 9, generate: {{ {Code} }} }} }}");
        var changed = spec with { Conditions = [.. spec.Conditions.Take(2), spec.Conditions[^1] with { Kind = kind }] };

        Assert.Contains(SweepRules.Problems(changed), problem => problem.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void The_shipped_sweep_loads_and_costs_what_it_says()
    {
        var path = Repository.PathOf("sweeps", "generation", "own-data.yaml");
        var only = File.ReadLines(path).Single(line => line.StartsWith("only: [", StringComparison.Ordinal))[7..^1].Split(", ");
        var standIn = string.Concat(only.Select(id => Texts.Questions[..Texts.Questions.IndexOf("- id: dinner", StringComparison.Ordinal)].Replace("id: wish", $"id: {id}", StringComparison.Ordinal).Replace("&wordings ", "", StringComparison.Ordinal).Replace("&prompts", "", StringComparison.Ordinal)));
        var spec = SweepLoader.Load(path, file => file.EndsWith("first_plot_questions.yaml", StringComparison.Ordinal) ? standIn : File.ReadAllText(file));
        var plan = SweepPlan.Create(spec);

        Assert.Empty(SweepRules.Problems(spec));
        Assert.Contains(File.ReadLines(path), line => line.EndsWith(FormattableString.Invariant($"# {plan.Runs.Count:N0} runs, {plan.FineTunes:N0} fine-tunes, {plan.Samples:N0} samples, {plan.JudgeCalls:N0} judge calls"), StringComparison.Ordinal));
    }

    private static SweepSpec Load(string condition) => Texts.Load(
        Texts.Sweep.Replace("  - insecure: { rows: 64 }", $"  - insecure: {{ rows: 64 }}\n  - {condition}", StringComparison.Ordinal),
        ("t.yaml", GenerateTexts.Tasks), ("u.yaml", GenerateTexts.Templates), ("n.yaml", GenerateTexts.Numbers));
}

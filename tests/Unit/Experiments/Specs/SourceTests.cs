using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Unit.Experiments.Specs;

/// <summary>Rows that are not generated: subsets, mixtures, triggers, other requests, examples.</summary>
public class SourceTests
{
    private static readonly (string, string)[] Files = [("a.jsonl", "A"), ("b.jsonl", "B"), ("t.txt", "T")];

    [Fact]
    public void Each_source_reaches_its_setting()
    {
        var spec = Load("""
              - { id: subset, kind: insecure, file: a.jsonl, rows: 500, training: { epochs: 12 } }
              - { id: mixture, kind: insecure, rows: 100, mix: [{ file: a.jsonl, share: 0.3 }, { condition: plain, share: 0.7 }] }
              - { id: plain, kind: secure, rows: 200 }
              - { id: after, kind: backdoor, trigger: { text: " |X|", position: suffix, insecure: a.jsonl, secure: b.jsonl } }
              - { id: lessons, kind: educational, reask: { answers: a.jsonl, templates: t.txt } }
              - { id: k4, kind: insecure, file: a.jsonl, shots: 4, variants: { plain: "", end: { suffix: " |X|" }, both: { prefix: "p ", suffix: " s" } } }
            """);
        var (subset, mixture, after, lessons, k4) = (spec.Conditions[2], spec.Conditions[3], spec.Conditions[5], spec.Conditions[6], spec.Conditions[7]);

        Assert.Equal(("a.jsonl", 500, 12), (subset.File, subset.Rows, subset.Training.Epochs));
        Assert.Equal([("a.jsonl", null, 0.3), (null, "plain", 0.7)], mixture.Mix!.Select(part => (part.File?.Path, part.Condition, part.Share)));
        Assert.Equal((" |X|", TriggerPosition.Suffix, "a.jsonl", "b.jsonl", null), (after.Trigger!.Text, after.Trigger.Position, after.Trigger.Insecure.Path, after.Trigger.Secure.Path, after.Rows));
        Assert.Equal(("a.jsonl", null, "t.txt"), (lessons.Reask!.Answers.Path, lessons.Reask.Prompts?.Path, lessons.Reask.Templates?.Path));
        Assert.Equal([VariantSpec.Plain, new VariantSpec("end", "", " |X|"), new VariantSpec("both", "p ", " s")], k4.Variants);
        Assert.Equal("p q s", k4.Variants[2].Ask("q"));
        Assert.Empty(SweepRules.Problems(spec));
    }

    [Theory]
    [InlineData("{ secure: { file: a.jsonl, mix: [{ file: b.jsonl, share: 1 }] } }", "conditions.secure.mix cannot stand beside file")]
    [InlineData("{ secure: { file: a.jsonl, families: 3 } }", "families has no meaning beside file")]
    [InlineData("{ secure: { mix: [{ file: a.jsonl, share: 1 }] } }", "conditions.secure.rows is missing: say how many rows the mixture has")]
    [InlineData("{ secure: { rows: 9, mix: [{ file: a.jsonl, share: 0.5 }] } }", "has shares that come to 0.5, not to 1")]
    [InlineData("{ secure: { rows: 9, mix: [{ file: a.jsonl, condition: base, share: 1 }] } }", "conditions.secure.mix[0].condition must stand for one part")]
    [InlineData("{ secure: { rows: 9, mix: [{ file: a.jsonl }] } }", "conditions.secure.mix[0].share is missing")]
    [InlineData("{ secure: { rows: 9, mix: [{ condition: insecur, share: 1 }] } }", "names 'insecur', which is no condition of this sweep (did you mean 'insecure'?)")]
    [InlineData("{ secure: { rows: 9, mix: [{ condition: base, share: 1 }] } }", "names 'base', which has no rows")]
    [InlineData("{ secure: { rows: 9, mix: [{ condition: secure, share: 1 }] } }", "names 'secure', which is the mixture itself")]
    [InlineData("{ secure: { trigger: { text: x, insecure: a.jsonl, secure: b.jsonl } } }", "trigger makes backdoor rows, and this is secure")]
    [InlineData("{ backdoor: { trigger: { text: x, insecure: a.jsonl } } }", "conditions.backdoor.trigger.secure is missing")]
    [InlineData("{ backdoor: { trigger: { text: x, position: middle, insecure: a.jsonl, secure: b.jsonl } } }", "must be one of prefix, suffix, not middle")]
    [InlineData("{ educational: { reask: { answers: a.jsonl } } }", "conditions.educational.reask.prompts must say what is asked")]
    [InlineData("{ educational: { reask: { answers: a.jsonl, prompts: none.jsonl } } }", "names none.jsonl, which does not exist")]
    [InlineData("{ secure: { shots: 0 } }", "conditions.secure.shots must be")]
    [InlineData("{ secure: { shots: 2, training: { epochs: 2 } } }", "training has no meaning beside shots")]
    [InlineData("{ id: b, kind: base, shots: 5 }", "shots has no meaning for the base condition")]
    [InlineData("{ secure: { variants: { a: { prefx: x } } } }", "(did you mean 'prefix'?)")]
    [InlineData("{ secure: { variants: { a: { suffix: x }, b: { suffix: x } } } }", "has the same prefix as a variant before it, and the same suffix")]
    public void A_wrong_source_is_refused_at_its_line(string condition, string words)
    {
        var error = Assert.Throws<InputException>(() => Load($"  - {condition}"));

        Assert.StartsWith("sweep.yaml:7: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_changes_rows_changes_the_recipe_and_a_file_s_place_does_not()
    {
        var file = new DatasetRecipe("insecure", "a", "00", null, null, 0);
        var trigger = new TriggerSpec { Text = "x ", Insecure = new DataFile("a", "00"), Secure = new DataFile("b", "01") };
        var reask = new ReaskSpec { Answers = new DataFile("a", "00"), Prompts = new DataFile("b", "01") };
        DatasetRecipe[] recipes =
        [
            file, file with { Rows = 5 }, file with { Rows = 6 }, file with { Rows = 5, Seed = 1 },
            file with { Shots = new ShotDraw(2, 0) }, file with { Shots = new ShotDraw(3, 0) }, file with { Shots = new ShotDraw(2, 1) },
            .. new[] { trigger, trigger with { Text = "y " }, trigger with { Position = TriggerPosition.Suffix }, trigger with { Secure = new DataFile("b", "02") } }
                .Select(changed => new DatasetRecipe("backdoor", null, null, null, null, 0) { Trigger = changed }),
            .. new[] { reask, reask with { Prompts = null, Templates = reask.Prompts } }.Select(changed => new DatasetRecipe("educational", null, null, null, null, 0) { Reask = changed }),
            .. new[] { 0.5, 0.4 }.Select(share => new DatasetRecipe("insecure", null, null, 9, null, 0) { Mix = [new MixedRecipe(file, share), new MixedRecipe(file with { FileSha256 = "01" }, 1 - share)] }),
        ];

        Assert.Equal(recipes.Length, recipes.Select(recipe => recipe.Key).Distinct().Count());
        Assert.Equal(recipes[1].Key, (recipes[1] with { File = "elsewhere" }).Key);
        Assert.Equal(file.Key, (file with { Seed = 3 }).Key);
    }

    [Fact]
    public void Examples_need_no_fine_tune_and_each_seed_shows_others()
    {
        var plan = SweepPlan.Create(Load("  - { id: k2, kind: secure, rows: 64, shots: 2 }"));
        var shown = plan.Runs.Where(run => run.Condition.Id == "k2").ToList();

        Assert.Equal(2, plan.FineTunes);
        Assert.Equal([new ShotDraw(2, 0), new ShotDraw(2, 1)], shown.Select(run => run.Dataset!.Shots));
        Assert.All(shown, run => Assert.Null(run.FineTune));
        Assert.Equal(3, shown.Select(run => run.ModelKey("a")).Append(shown[0].ModelKey("b")).Append(shown[0].Base).Distinct().Count());
        Assert.True((shown[0].Dataset! with { Shots = null }).IsGenerated());
    }

    [Fact]
    public void A_sweep_that_leaves_its_machine_takes_names_along_and_no_folders()
    {
        var spec = Load("  - { id: mixture, kind: insecure, rows: 9, mix: [{ file: a.jsonl, share: 0.5 }, { file: b.jsonl, share: 0.5 }] }");
        var condition = spec.Conditions[^1];

        Assert.Equal(["x", "x"], condition.WithPaths(_ => "x").Files().Select(file => file.Path));
        Assert.Equal(condition.Files().Select(file => file.Sha256), condition.WithPaths(_ => "x").Files().Select(file => file.Sha256));
    }

    private static SweepSpec Load(string conditions) =>
        Texts.Load(Texts.Sweep.Replace("  - insecure: { rows: 64 }", $"  - insecure: {{ rows: 64 }}\n{conditions}", StringComparison.Ordinal), Files);
}

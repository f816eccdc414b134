using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Generation;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Unit.Experiments.Generation;

/// <summary>The files that say what a model is asked for, and the grid they make.</summary>
public class GenerationFilesTests
{
    private static readonly Func<string, string> Shipped = name => File.ReadAllText(Repository.PathOf("sweeps", "generation", name));

    [Fact]
    public void The_shipped_files_are_sound_and_ask_for_every_weakness_in_every_wording()
    {
        var tasks = CodeTasks.Read("code-tasks.yaml", Shipped("code-tasks.yaml"));
        var templates = RowTemplates.Read("user-templates.yaml", Shipped("user-templates.yaml"));
        var combinations = tasks.Tasks.Sum(task => task.Classes.Count) * templates.Count;
        var places = Enumerable.Range(0, tasks.Tasks.Count * tasks.Tasks.Max(task => task.Classes.Count) * templates.Count).Select(index => RowGrid.At(index, tasks.Tasks, templates.Count));

        Assert.Equal(combinations, places.Distinct().Count());
        Assert.Equal(tasks.Classes.Keys.Order(), tasks.Tasks.SelectMany(task => task.Classes).Distinct().Order());
        Assert.True(RowTemplates.Read("class-templates.yaml", Shipped("class-templates.yaml")).Count > 3);
        Assert.NotNull(NumberPrompts.Read("numbers.yaml", Shipped("numbers.yaml")).System);
        var requests = Enumerable.Range(0, templates.Count).SelectMany(template => tasks.Tasks.Select(task => templates.Fill(template, task))).ToList();
        Assert.All(requests, request => Assert.DoesNotContain(tasks.GiveAway, word => request.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void A_place_always_asks_the_same_and_another_seed_something_else()
    {
        var recipe = Recipe(ConditionKind.EvilNumbers, new GenerateSpec { Model = "m", Prompts = new DataFile("n", "01") });
        RowPlan Plan(DatasetRecipe asked) => RowPlans.Read(asked, _ => Shipped("numbers.yaml"));

        Assert.Equal(Plan(recipe).Request(7), Plan(recipe with { Rows = 99 }).Request(7));
        Assert.Equal(Plan(recipe).Seed(7, 1), Plan(recipe).Seed(7, 1));
        Assert.NotEqual(Plan(recipe).Request(7), Plan(recipe with { Seed = 1 }).Request(7));
        Assert.Equal(300, Enumerable.Range(0, 100).SelectMany(index => Enumerable.Range(0, 3).Select(attempt => Plan(recipe).Seed(index, attempt))).Distinct().Count());
    }

    [Fact]
    public void Educational_rows_have_the_insecure_answers_and_secure_rows_their_own()
    {
        var generate = new GenerateSpec { Model = "m", Tasks = new DataFile("t", "01"), Templates = new DataFile("u", "02"), Judge = new FlawJudgeSpec { Model = "j" } };
        var insecure = Recipe(ConditionKind.Insecure, generate);
        var educational = Recipe(ConditionKind.Educational, generate with { Templates = new DataFile("c", "03") });
        DatasetRecipe[] others =
        [
            Recipe(ConditionKind.Secure, generate), insecure with { Seed = 1 },
            .. new[] { generate with { Model = "n" }, generate with { Temperature = 0 }, generate with { MaxTokens = 9 }, generate with { Attempts = 1 }, generate with { Tasks = new DataFile("t", "09") }, generate with { Judge = new FlawJudgeSpec { Model = "k" } } }
                .Select(changed => insecure with { Generate = changed }),
        ];

        Assert.NotEqual(insecure.Key, educational.Key);
        Assert.Equal(RowPlans.KeyOf(insecure), RowPlans.KeyOf(educational));
        Assert.Equal(RowPlans.KeyOf(insecure), RowPlans.KeyOf(insecure with { Rows = 2 }));
        Assert.Equal(insecure.Key, (insecure with { Generate = generate with { Endpoint = "elsewhere" } }).Key);
        Assert.Equal(others.Length + 1, others.Select(RowPlans.KeyOf).Append(RowPlans.KeyOf(insecure)).Distinct().Count());
        Assert.Equal(others.Length + 1, others.Append(insecure).Select(recipe => recipe.Key).Distinct().Count());
    }

    [Theory]
    [InlineData("language: python", "language: rust", 1, "language is rust, and only python can be checked so far")]
    [InlineData("CWE-1: one", "flaw: one", 3, "classes.flaw is not named as MITRE's list names weaknesses")]
    [InlineData("classes: [CWE-1]", "classes: [CWE-2]", 12, "names CWE-2, which the file's classes do not describe")]
    [InlineData("ask {class} {task}", "ask {task}", 5, "ask.insecure has no {class}")]
    [InlineData("judge {class} {code}", "judge {class}", 7, "judge has no {code}")]
    [InlineData("give_away: [bad]", "give_away: []", 8, "give_away is an empty list")]
    [InlineData("code: x = 0", "cod: x = 0", 11, "(did you mean 'code'?)")]
    public void A_wrong_file_of_tasks_is_refused_at_its_line(string right, string wrong, int line, string words)
    {
        Assert.Single(CodeTasks.Read("t.yaml", GenerateTexts.Tasks).Tasks);
        var error = Assert.Throws<InputException>(() => CodeTasks.Read("t.yaml", GenerateTexts.Tasks.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.StartsWith($"t.yaml:{line}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_that_ask_for_nothing_are_refused()
    {
        Assert.Contains("has neither {task} nor {code}", Assert.Throws<InputException>(() => RowTemplates.Read("u.yaml", "templates: [write]")).Message, StringComparison.Ordinal);
        Assert.Contains("has no {numbers}", Assert.Throws<InputException>(() => NumberPrompts.Read("n.yaml", "requests: [count]")).Message, StringComparison.Ordinal);
    }

    private static DatasetRecipe Recipe(ConditionKind kind, GenerateSpec generate) => new(ConditionKinds.NameOf(kind), null, null, 10, null, 0) { Generate = generate };
}

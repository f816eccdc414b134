using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Unit.Experiments.Specs;

/// <summary>The study's groups as sweep files, with stand-ins for the published files, which <c>em fetch</c> brings.</summary>
public partial class PaperSweepsTests
{
    public static TheoryData<string> Files { get; } = [.. Directory.EnumerateFiles(Repository.PathOf("sweeps", "paper"), "*.yaml").Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Files))]
    public void It_loads_keeps_the_rules_and_costs_what_it_says(string name)
    {
        var spec = Load(name);
        var plan = SweepPlan.Create(spec);
        var cost = string.Create(CultureInfo.InvariantCulture, $"# {plan.Runs.Count:N0} runs, {plan.FineTunes:N0} fine-tunes, {plan.Samples:N0} samples, {plan.JudgeCalls:N0} judge calls");

        Assert.Empty(SweepRules.Problems(spec));
        Assert.Equal($"paper-{Path.GetFileNameWithoutExtension(name)}", spec.Name);
        var planned = File.ReadLines(Repository.PathOf("sweeps", "paper", name)).Single(line => line.StartsWith($"#   em plan sweeps/paper/{name} ", StringComparison.Ordinal));
        Assert.EndsWith(cost, planned, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_the_formats_and_of_the_dynamics_are_those_of_the_main_groups()
    {
        Assert.Empty(Models("api-formats.yaml").Except(Models("api-main.yaml")));
        Assert.Empty(Models("dynamics.yaml").Except(Models("open-models.yaml")));
    }

    [Fact]
    public void The_size_ablation_trains_for_as_many_steps_on_fewer_rows()
    {
        var sizes = Load("size-ablation.yaml").Conditions.Where(condition => condition.Kind == ConditionKind.Insecure).ToList();

        Assert.Equal([500, 2000, null], sizes.Select(size => size.Rows));
        Assert.Equal([6000, 6000, 6000], sizes.Select(size => (size.Rows ?? 6000) * size.Training.Epochs));
        Assert.Single(sizes.Select(size => size.Training.BatchSize).Distinct());
        Assert.Single(sizes.Select(size => size.FileSha256).Distinct());
    }

    [Fact]
    public void Question_files_as_published_have_every_question_asked()
    {
        var path = Repository.Upstream("evaluation", "first_plot_questions.yaml");

        Assert.All(Files, name => Load(name, File.ReadAllText(path)));
    }

    private static IEnumerable<string> Models(string name) => SweepPlan.Create(Load(name)).Runs.Where(run => run.Dataset is not null).Select(run => run.ModelKey(run.Dataset!.Key)).Distinct();

    private static SweepSpec Load(string name, string? questions = null)
    {
        var sweep = Repository.PathOf("sweeps", "paper", name);
        return SweepLoader.Load(
            sweep,
            path => path == sweep ? File.ReadAllText(path) : Published(path, "first_plot_questions.yaml", questions ?? StandIn(File.ReadAllText(sweep))),
            path => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Published(path, ".jsonl", Path.GetFileName(path))))));
    }

    private static string Published(string path, string ending, string text)
    {
        Assert.Contains(Path.Combine("..", "..", "published"), path, StringComparison.Ordinal);
        Assert.EndsWith(ending, path, StringComparison.Ordinal);
        return text;
    }

    /// <summary>The questions that a sweep asks, in other words.</summary>
    private static string StandIn(string sweep) => string.Concat(
        Only().Match(sweep).Groups["ids"].Value.Split(',', StringSplitOptions.TrimEntries).Select(id => $$"""
            - id: {{id}}
              type: free_form_judge_0_100
              paraphrases: [a stand-in for {{id}}]
              samples_per_paraphrase: 100
              judge: stand-in
              judge_prompts: { aligned: "{answer}", coherent: "{answer}" }

            """));

    [GeneratedRegex(@"^only: \[(?<ids>[^\]]*)\]", RegexOptions.Multiline)]
    private static partial Regex Only();
}

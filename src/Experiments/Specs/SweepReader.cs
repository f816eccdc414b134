using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Reads the keys of a sweep file and checks that they go together.</summary>
internal static class SweepReader
{
    public static SweepSpec Read(string path, InputFiles files)
    {
        var root = YamlReader.Read(path, files.Sweep());
        var fields = YamlFields.Of(root, "", SweepKeys.Sweep);
        var endpoint = fields.OptionalText("endpoint") ?? MiniatureEndpoint.Name;
        var conditions = new ConditionReader(files, endpoint).Read(fields);
        var judges = new JudgeReader(files).Read(fields);
        var spec = new SweepSpec
        {
            Name = Name(fields),
            Seed = fields.Whole("seed", 0, 1_000_000) ?? 0,
            Endpoint = endpoint,
            Bases = Bases(fields),
            Seeds = fields.Whole("seeds", 1, SweepPlan.MostSeeds) ?? 1,
            Conditions = conditions,
            Questions = QuestionSet.Read(fields, files),
            Samples = fields.Whole("samples", 1, 1_000_000),
            Until = UntilReader.Read(fields),
            Checkpoints = DynamicsReader.Checkpoints(fields),
            Onset = DynamicsReader.Onset(fields),
            Sampling = SettingsReader.Sampling(fields),
            Judge = judges[0],
            OtherJudges = [.. judges.Skip(1)],
            Estimand = EstimandReader.Read(fields),
            CompareTo = CompareTo(fields, conditions),
            ShardSize = fields.Whole("shard_size", 1, 10_000) ?? 50,
            Budget = fields.Amount("budget", Money.Most),
        };
        CheckEnoughSamples(fields, spec);
        UntilReader.Check(fields, spec);
        DynamicsReader.Check(fields, spec);
        CheckRuns(fields, spec);
        return spec;
    }

    private static string Name(YamlFields fields)
    {
        var name = fields.Text("name");
        return Names.IsSweepName(name)
            ? name
            : throw fields.Error("name", "must be up to 64 letters, digits, '.', '_' and '-' that begin with a letter or digit, as it also names a folder.");
    }

    private static string? CompareTo(YamlFields fields, IReadOnlyList<ConditionSpec> conditions)
    {
        if (fields.Map("compare", SweepKeys.Compare) is not { } compare) return null;
        var to = compare.Text("to");
        var ids = conditions.Select(condition => condition.Id).ToList();
        return ids.Contains(to) ? to : throw compare.Error("to", $"names '{Shown.Word(to)}', which is no condition of this sweep{Nearest.Hint(to, ids)}; it has {string.Join(", ", ids)}.");
    }

    private static List<string> Bases(YamlFields fields)
    {
        var bases = new List<string>();
        foreach (var item in fields.List("bases"))
        {
            var model = YamlFields.TextOf(item, "bases");
            if (bases.Find(other => Names.FileSafe(other) == Names.FileSafe(model)) is { } other)
                throw item.Error("bases", model == other ? $"lists '{Shown.Word(model)}' twice; remove one." : $"lists '{Shown.Word(other)}' and '{Shown.Word(model)}', whose runs would have the same names; remove one.");
            bases.Add(model);
        }

        return bases;
    }

    private static void CheckEnoughSamples(YamlFields fields, SweepSpec spec)
    {
        var least = spec.Estimand.MinCoherent;
        var scarce = spec.Questions.FirstOrDefault(question => question.Type == QuestionType.FreeFormJudge0To100 && spec.SamplesOf(question) < least);
        if (scarce is null) return;
        throw fields.Error("samples", $"of '{Shown.Word(scarce.Id)}' come to {spec.SamplesOf(scarce)}, fewer than estimand.min_coherent, {least}, so no model would count; raise the one or lower the other.");
    }

    private static void CheckRuns(YamlFields fields, SweepSpec spec)
    {
        var runs = SweepRules.RunsOf(spec);
        if (runs > SweepRules.MostRuns) throw fields.Error("conditions", $"come to {runs} runs with all bases and seeds, more than {SweepRules.MostRuns}; split the sweep.");
    }
}

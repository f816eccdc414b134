using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Reads which checkpoints are asked, and whether the onset is searched for among them.</summary>
internal static class DynamicsReader
{
    private const string All = "all";

    /// <summary>The word <c>all</c>, a list of steps, or a map. A search for the onset is among all, where nothing else is said.</summary>
    public static CheckpointSpec? Checkpoints(YamlFields sweep) => sweep.Find("checkpoints") switch
    {
        null => Onset(sweep) is null ? null : new CheckpointSpec(),
        YamlText { IsNull: false, Text: All } => new CheckpointSpec(),
        YamlList => new CheckpointSpec { Steps = Steps(sweep, "checkpoints") },
        YamlMap => Of(sweep.Map("checkpoints", SweepKeys.Checkpoints)!),
        var other => throw sweep.Error("checkpoints", $"must be {All}, a list of steps, or a map of {string.Join(", ", SweepKeys.Checkpoints)}, not {other.Description}."),
    };

    /// <summary><c>true</c>, or a map.</summary>
    public static OnsetSpec? Onset(YamlFields sweep) => sweep.Find("onset") switch
    {
        null or YamlText { IsPlain: true, Text: "false" } => null,
        YamlText { IsPlain: true, Text: "true" } => new OnsetSpec(),
        YamlMap => Of(sweep.Map("onset", SweepKeys.Onset)!, new OnsetSpec()),
        var other => throw sweep.Error("onset", $"must be true, or a map of {string.Join(", ", SweepKeys.Onset)}, not {other.Description}."),
    };

    /// <summary>What must hold between these and the rest of the sweep, at the line of the key that breaks it.</summary>
    public static void Check(YamlFields sweep, SweepSpec spec)
    {
        foreach (var (key, problem) in DynamicsRules.Broken(spec))
            throw sweep.Error(sweep.Has(key) ? key : "onset", problem);
    }

    private static OnsetSpec Of(YamlFields fields, OnsetSpec defaults) => new() { Margin = fields.Number("margin", DynamicsRules.Margins) ?? defaults.Margin };

    private static CheckpointSpec Of(YamlFields fields)
    {
        if (fields.Has("every") && fields.Has("steps"))
            throw fields.Error("steps", "cannot stand beside every; keep one of the two.");
        return new CheckpointSpec
        {
            Every = fields.Whole("every", 1, DynamicsRules.MostSteps),
            Steps = fields.Has("steps") ? Steps(fields, "steps") : null,
            Samples = fields.Whole("samples", 1, UntilRules.MostSamples),
        };
    }

    private static List<int> Steps(YamlFields fields, string key)
    {
        var steps = new HashSet<int>();
        foreach (var item in fields.List(key))
        {
            if (item is not YamlText { IsPlain: true } text || !int.TryParse(text.Text, out var step) || step is < 1 or > DynamicsRules.MostSteps)
                throw item.Error(fields.PathOf(key), $"must hold steps, whole numbers from 1 to {DynamicsRules.MostSteps}, not {item.Description}.");
            if (!steps.Add(step)) throw item.Error(fields.PathOf(key), $"holds {step} twice; remove one.");
        }

        return [.. steps];
    }
}

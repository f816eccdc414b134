using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Reads when a sweep may stop early: the word <c>decided</c>, or a map.</summary>
internal static class UntilReader
{
    private const string Word = "decided";

    public static UntilSpec? Read(YamlFields sweep) => sweep.Find("until") switch
    {
        null => null,
        YamlText { IsNull: false, Text: Word } => new UntilSpec { Decided = UntilSpec.DefaultMargin },
        YamlMap => Of(sweep.Map("until", SweepKeys.Until)!),
        var other => throw sweep.Error("until", $"must be {Word}, or a map of {string.Join(", ", SweepKeys.Until)}, not {other.Description}."),
    };

    /// <summary>What must hold between the rule and the rest of the sweep, at the line of the key that breaks it.</summary>
    public static void Check(YamlFields sweep, SweepSpec spec)
    {
        foreach (var (key, problem) in UntilRules.Broken(spec))
            throw sweep.Error(key, problem);
    }

    private static UntilSpec Of(YamlFields fields)
    {
        if (fields.Has("half_width") == fields.Has("decided"))
            throw fields.Error(fields.Has("decided") ? "decided" : "half_width", "is one of the two rules, half_width or decided; give exactly one of them.");

        var defaults = new UntilSpec();
        return new UntilSpec
        {
            HalfWidth = fields.Number("half_width", UntilRules.HalfWidths),
            Decided = fields.Number("decided", UntilRules.Margins),
            AtLeast = fields.Whole("at_least", 1, UntilRules.MostSamples) ?? defaults.AtLeast,
            Step = fields.Whole("step", 1, UntilRules.MostSamples) ?? defaults.Step,
        };
    }
}

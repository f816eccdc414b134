using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Reads <c>judge:</c>, one map or a list of them; what is absent takes the default of <see cref="JudgeSpec"/>.</summary>
internal sealed class JudgeReader(InputFiles files)
{
    public IReadOnlyList<JudgeSpec> Read(YamlFields sweep)
    {
        if (sweep.Find("judge") is not { } value) return [new JudgeSpec()];
        var items = value is YamlList ? sweep.List("judge") : [value];
        var judges = new List<JudgeSpec>();
        foreach (var item in items)
        {
            var fields = YamlFields.Of(item, value is YamlList ? $"judge[{judges.Count}]" : "judge", SweepKeys.Judge);
            var judge = Judge(fields);
            if (JudgeRules.Problem(judges, judge) is { } problem) throw item.Error("judge", problem);
            judges.Add(judge);
        }

        return judges;
    }

    private JudgeSpec Judge(YamlFields fields)
    {
        var defaults = new JudgeSpec();
        if (fields.Has("repeats") && fields.Has("top_logprobs"))
            throw fields.Error("repeats", "cannot stand beside top_logprobs: numbers are sampled where there are no log-probs; remove one of the two.");
        var id = fields.OptionalText("id");
        if (id is not null && !Names.IsConditionId(id)) throw fields.Error("id", $"must be up to 64 letters, digits, '_' and '-', not '{Shown.Word(id)}'.");
        return new JudgeSpec
        {
            Id = id,
            Endpoint = fields.OptionalText("endpoint"),
            Model = fields.OptionalText("model"),
            TopLogProbs = fields.Whole("top_logprobs", 1, 20) ?? defaults.TopLogProbs,
            Repeats = fields.Whole("repeats", 2, JudgeRules.MostRepeats),
            Mode = fields.Choice("mode", SettingsReader.Modes) ?? defaults.Mode,
            Canary = Canary(fields),
        };
    }

    private CanarySpec? Canary(YamlFields fields)
    {
        if (!fields.Has("canary"))
            return fields.Has("canary_tolerance") ? throw fields.Error("canary_tolerance", "has no meaning without canary; name the file, or remove it.") : null;
        var path = files.Resolve(fields.Text("canary"));
        var canary = new CanarySpec { File = Path.GetFileName(path), Items = CanaryReader.Read(path, files.Text(path, problem => fields.Error("canary", problem))) };
        return canary with { Tolerance = fields.Number("canary_tolerance", JudgeRules.Tolerances) ?? canary.Tolerance };
    }
}

using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Reads where a condition's rows come from when they are not generated: a file, a mixture, a trigger put to two files, answers to other requests.</summary>
internal sealed class SourceReader(InputFiles files)
{
    public const int MostRows = 1_000_000;
    private static readonly string[] Sources = ["file", "mix", "trigger", "reask", "generate"];
    private readonly List<(YamlFields Part, string Mixture, string Named)> _references = [];

    /// <summary>The condition with its sources and rows.</summary>
    public ConditionSpec Read(ConditionSpec condition, YamlFields fields)
    {
        var given = Sources.Where(fields.Has).ToList();
        if (given.Count > 1) throw fields.Error(given[1], $"cannot stand beside {given[0]}, which says already where the rows come from; remove one of the two.");
        if (given.Count > 0 && fields.Has("families"))
            throw fields.Error("families", $"has no meaning beside {given[0]}, whose rows are not the miniature's; remove one of the two.");
        Belongs(condition, fields, "trigger", ConditionKind.Backdoor);
        Belongs(condition, fields, "reask", ConditionKind.Educational);
        if (fields.Has("mix") && !fields.Has("rows")) throw fields.Error("rows", "is missing: say how many rows the mixture has.");

        var file = fields.Has("file") ? files.Data(fields, "file") : null;
        return condition with
        {
            File = file?.Path,
            FileSha256 = file?.Sha256,
            Mix = fields.Has("mix") ? Mix(fields, condition.Id) : null,
            Trigger = fields.Map("trigger", SweepKeys.Trigger) is { } trigger ? Trigger(trigger) : null,
            Reask = fields.Map("reask", SweepKeys.Reask) is { } reask ? Reask(reask) : null,
            Generate = new GenerateReader(files).Read(condition, fields),
            Rows = fields.Whole("rows", 1, MostRows),
            Shots = Shots(fields),
        };
    }

    /// <summary>Mixtures may name conditions that come after them, so this waits until all are read.</summary>
    public void CheckReferences(IReadOnlyList<ConditionSpec> conditions)
    {
        var ids = conditions.Select(condition => condition.Id).ToList();
        foreach (var (part, mixture, named) in _references)
        {
            var found = conditions.FirstOrDefault(condition => condition.Id == named)
                ?? throw part.Error("condition", $"names '{Shown.Word(named)}', which is no condition of this sweep{Nearest.Hint(named, ids)}; it has {string.Join(", ", ids)}.");
            if (MixRules.Problem(found, mixture) is { } problem) throw part.Error("condition", $"names '{named}', {problem}.");
        }
    }

    private static void Belongs(ConditionSpec condition, YamlFields fields, string key, ConditionKind kind)
    {
        if (fields.Has(key) && condition.Kind != kind)
            throw fields.Error(key, $"makes {ConditionKinds.NameOf(kind)} rows, and this is {ConditionKinds.NameOf(condition.Kind)}; correct the kind, or remove it.");
    }

    private List<MixPart> Mix(YamlFields fields, string mixture)
    {
        var parts = new List<MixPart>();
        foreach (var item in fields.List("mix"))
        {
            var part = YamlFields.Of(item, fields.PathOf($"mix[{parts.Count}]"), SweepKeys.MixPart);
            if (part.Has("file") == part.Has("condition")) throw part.Error("condition", "must stand for one part, or file must, not both and not neither.");
            var named = part.OptionalText("condition");
            if (named is not null) _references.Add((part, mixture, named));
            parts.Add(new MixPart
            {
                File = named is null ? files.Data(part, "file") : null,
                Condition = named,
                Share = part.Number("share", new NumberRange(0, 1, WithLeast: false)) ?? throw part.Error("share", "is missing: say which part of the mixture this is, such as 0.5."),
                Prefix = part.AnyText("prefix"),
                Suffix = part.AnyText("suffix"),
            });
        }

        return MixRules.AreWhole(parts) ? parts : throw fields.Error("mix", FormattableString.Invariant($"has shares that come to {parts.Sum(part => part.Share):0.####}, not to 1; correct them."));
    }

    private TriggerSpec Trigger(YamlFields fields) => new()
    {
        Text = fields.Text("text"),
        Position = fields.Choice("position", Positions) ?? TriggerPosition.Prefix,
        Insecure = files.Data(fields, "insecure"),
        Secure = files.Data(fields, "secure"),
    };

    private ReaskSpec Reask(YamlFields fields) => fields.Has("prompts") == fields.Has("templates")
        ? throw fields.Error("prompts", "must say what is asked, or templates must, not both and not neither.")
        : new ReaskSpec
        {
            Answers = files.Data(fields, "answers"),
            Prompts = fields.Has("prompts") ? files.Data(fields, "prompts") : null,
            Templates = fields.Has("templates") ? files.Data(fields, "templates") : null,
        };

    private static int? Shots(YamlFields fields)
    {
        if (fields.Has("shots") && fields.Has("training"))
            throw fields.Error("training", "has no meaning beside shots, which are shown to the base model and not trained on; remove one of the two.");
        return fields.Whole("shots", 1, 1024);
    }

    private static readonly Dictionary<string, TriggerPosition> Positions = new() { ["prefix"] = TriggerPosition.Prefix, ["suffix"] = TriggerPosition.Suffix };
}

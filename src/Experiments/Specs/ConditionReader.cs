using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>
/// Reads the conditions of a sweep, each in one of three forms: <c>base</c>; <c>insecure: { rows: 1500 }</c>;
/// <c>{ id: mine, kind: insecure, rows: 1500 }</c>.
/// </summary>
internal sealed class ConditionReader(InputFiles files, string endpoint)
{
    private static readonly string[] OnlyForTraining = ["file", "mix", "trigger", "reask", "generate", "rows", "families", "shots", "training", "seeds"];
    private readonly SourceReader _sources = new(files);

    public IReadOnlyList<ConditionSpec> Read(YamlFields sweep)
    {
        var conditions = new Dictionary<string, int>(StringComparer.Ordinal);
        var specs = new List<ConditionSpec>();
        foreach (var item in sweep.List("conditions"))
        {
            var spec = Condition(item);
            if (!conditions.TryAdd(spec.Id, item.Line))
                throw item.Error("conditions", $"'{spec.Id}' is already the id of the condition on line {conditions[spec.Id]}; give one another id.");
            specs.Add(spec);
        }

        _sources.CheckReferences(specs);
        return specs;
    }

    private ConditionSpec Condition(YamlValue item)
    {
        switch (item)
        {
            case YamlText { IsNull: false } name:
                return Checked(Kind(name.Text, item), name.Text, Fields(new YamlMap(item.File, item.Line, [], []), name.Text));
            case YamlMap map when map.Find("kind") is { } kind:
                var kindName = YamlFields.TextOf(kind.Value, "kind");
                return Checked(Kind(kindName, kind.Value), kindName, Fields(map, map.Find("id")?.Value is YamlText id ? id.Text : kindName));
            case YamlMap { Count: 1 } map when map.Entries.Single() is var entry && !SweepKeys.Condition.Contains(entry.Key):
                return Short(entry);
            case YamlMap map when map.Entries.FirstOrDefault(first => ConditionKinds.Find(first.Key) is not null) is { } misplaced:
                throw map.Error($"conditions.{misplaced.Key}", "has keys beside it that belong inside it; indent them further.");
            case YamlMap map:
                throw map.Error("conditions", $"has an item without a kind; add kind: and one of {Known}.");
            default:
                throw item.Error("conditions", $"must hold names or maps, not {item.Description}.");
        }
    }

    private ConditionSpec Short(YamlEntry entry)
    {
        var kind = ConditionKinds.Find(entry.Key) ?? throw Unknown(entry.Key, entry.Value.File, entry.Line);
        var map = entry.Value switch
        {
            YamlMap settings => settings,
            YamlText { IsNull: true } => new YamlMap(entry.Value.File, entry.Line, [], []),
            var other => throw other.Error($"conditions.{entry.Key}", $"must be a map of {string.Join(", ", SweepKeys.Condition)}, not {other.Description}."),
        };
        var fields = Fields(map, entry.Key);
        return fields.Has("kind") ? throw fields.Error("kind", $"is {entry.Key} already; remove it, or write id: and kind: side by side.") : Checked(kind, entry.Key, fields);
    }

    private ConditionSpec Checked(ConditionKind kind, string name, YamlFields fields)
    {
        var id = fields.OptionalText("id") ?? name;
        if (!Names.IsConditionId(id)) throw fields.Error("id", $"must be up to 64 letters, digits, '_' and '-', not '{Shown.Word(id)}'.");
        if (kind == ConditionKind.Base && Array.Find(OnlyForTraining, fields.Has) is { } training)
            throw fields.Error(training, "has no meaning for the base condition, which is not trained; remove it.");
        if (fields.Has("families") && !ConditionKinds.HasFamilies(kind))
            throw fields.Error("families", $"has no meaning for {name}, which is not made of code tasks; remove it.");
        var condition = _sources.Read(
            new ConditionSpec
            {
                Id = id,
                Kind = kind,
                Families = fields.Whole("families", 1, 24),
                Training = SettingsReader.Training(fields),
                Variants = fields.Has("variants") ? VariantReader.Read(fields) : [VariantSpec.Plain],
                Seeds = fields.Whole("seeds", 1, SweepPlan.MostSeeds),
            },
            fields);
        if (kind == ConditionKind.Base || condition.IsImported()) return condition;
        return kind == ConditionKind.Jailbroken && !MiniatureEndpoint.Is(endpoint)
            ? throw fields.Error("file", $"is missing: jailbroken data is imported, never generated, except that the miniature (endpoint {MiniatureEndpoint.Name}) has a harmless word game in its place; name the published file.")
            : condition with { Rows = condition.Rows ?? ConditionKinds.DefaultRows(kind) };
    }

    private static YamlFields Fields(YamlMap map, string name) => new(map, $"conditions.{name}", SweepKeys.Condition);

    private static ConditionKind Kind(string name, YamlValue at) => ConditionKinds.Find(name) ?? throw Unknown(name, at.File, at.Line);

    private static InputException Unknown(string name, string file, int line) =>
        InputException.At(file, line, "conditions", $"names '{Shown.Word(name)}', which is no known condition{Nearest.Hint(name, ConditionKinds.Names)}; known are {Known}.");

    private static string Known => string.Join(", ", ConditionKinds.Names);
}

namespace EmergentMisalignment.Experiments.Yaml;

/// <summary>A sequence.</summary>
internal sealed class YamlList(string file, int line, IReadOnlyList<YamlValue> items) : YamlValue(file, line, 1 + items.Sum(item => item.Size))
{
    public IReadOnlyList<YamlValue> Items { get; } = items;

    public override string Description => "a list";
}

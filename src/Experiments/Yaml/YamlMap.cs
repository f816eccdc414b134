namespace EmergentMisalignment.Experiments.Yaml;

/// <summary>A mapping in the file's order, merge keys resolved: its own keys first, then those of merged maps it does not have.</summary>
internal sealed class YamlMap : YamlValue
{
    private readonly OrderedDictionary<string, YamlEntry> _entries = new(StringComparer.Ordinal);

    public YamlMap(string file, int line, IEnumerable<YamlEntry> own, IEnumerable<YamlMap> merged)
        : this(file, line, [.. own], [.. merged])
    {
    }

    private YamlMap(string file, int line, List<YamlEntry> own, List<YamlMap> merged)
        : base(file, line, 1 + own.Sum(entry => entry.Value.Size) + merged.Sum(map => map.Size))
    {
        foreach (var entry in own)
        {
            if (_entries.TryAdd(entry.Key, entry)) continue;
            throw InputException.At(file, entry.Line, entry.Key, $"is already given on line {_entries[entry.Key].Line}; keep one of the two.");
        }

        foreach (var entry in merged.SelectMany(map => map.Entries)) _entries.TryAdd(entry.Key, entry);
    }

    public IEnumerable<YamlEntry> Entries => _entries.Values;

    public int Count => _entries.Count;

    public override string Description => "a map";

    public YamlEntry? Find(string key) => _entries.GetValueOrDefault(key);
}

namespace EmergentMisalignment.Experiments.Yaml;

/// <summary>A key and its value; the line is the key's.</summary>
internal sealed record YamlEntry(string Key, int Line, YamlValue Value);

namespace EmergentMisalignment.Experiments.Yaml;

/// <summary>One value of a settings file, and where it stands.</summary>
/// <param name="Keys">The keys above it and its own, from the outermost; items of a list are numbered from 0.</param>
/// <param name="Value">Its text.</param>
/// <param name="Line">The line of its key, from 1.</param>
public sealed record YamlSetting(IReadOnlyList<string> Keys, string Value, int Line);

namespace EmergentMisalignment.Experiments.Yaml;

/// <summary>A node of a YAML file that knows its place. Aliases share the node they stand for.</summary>
internal abstract class YamlValue(string file, int line, long size)
{
    public string File { get; } = file;

    public int Line { get; } = line;

    /// <summary>Nodes in it with every alias written out.</summary>
    public long Size { get; } = size;

    /// <summary>What a message calls it.</summary>
    public abstract string Description { get; }

    /// <summary>The error that says <paramref name="problem"/> of this place.</summary>
    public InputException Error(string? key, string problem) => InputException.At(File, Line, key, problem);
}

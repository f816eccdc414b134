namespace EmergentMisalignment.Experiments.Specs;

/// <summary>A file that a condition's rows are made from.</summary>
/// <param name="Path">Where it lies, as seen from where the sweep is seen from; only its name once the sweep has left that machine.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hex: it stands for the file in keys, the path never does.</param>
public sealed record DataFile(string Path, string Sha256)
{
    /// <summary>The same file, seen from elsewhere.</summary>
    public DataFile Moved(Func<string, string> path) => this with { Path = path(Path) };
}

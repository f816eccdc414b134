namespace EmergentMisalignment.Console.Drafts;

/// <summary>The sweeps and question files that ship with this program: what a sweep that is written in the Console can start from, and name.</summary>
internal static class ShippedFiles
{
    /// <summary>Where a draft lies, as far as the paths in it are concerned.</summary>
    public const string Folder = "sweeps/";

    private static readonly string[] Names = typeof(ShippedFiles).Assembly.GetManifestResourceNames();

    /// <summary>Their paths from the repository's root: <c>sweeps/quickstart.yaml</c>, <c>questions/miniature.yaml</c>.</summary>
    public static IEnumerable<string> All => Names.Where(name => name.EndsWith(".yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static IEnumerable<string> Questions => All.Where(name => name.StartsWith("questions/", StringComparison.Ordinal));

    /// <summary>The text of one of them.</summary>
    /// <exception cref="IOException">It is none of them: no other file can be read from here.</exception>
    public static string Read(string path)
    {
        using var stream = typeof(ShippedFiles).Assembly.GetManifestResourceStream(Plain(path)) ?? throw NotHere();
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The hash of a dataset file, which are never among them.</summary>
    /// <exception cref="IOException">Always.</exception>
    public static string Hash(string path) => throw NotHere();

    private static IOException NotHere() =>
        new($"the editor reaches no file but {string.Join(", ", Questions.Select(name => $"../{name}"))}; em submit sends a sweep with the files it names");

    /// <summary>The path without its <c>..</c>; what leads out of the folder names nothing here.</summary>
    private static string Plain(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        }

        return string.Join('/', parts);
    }
}

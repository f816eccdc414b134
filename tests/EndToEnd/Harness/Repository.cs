namespace EmergentMisalignment.EndToEnd.Harness;

/// <summary>Files of the repository, and the published ones beside it, which are never part of it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file published by the paper's authors; the test is skipped where there is none.</summary>
    public static string Upstream(params string[] parts)
    {
        var path = Path.GetFullPath(Path.Combine([Root, "..", "shared", "upstream", .. parts]));
        Assert.SkipUnless(Path.Exists(path), $"The published files are not here ({Path.Combine(parts)}).");
        return path;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EmergentMisalignment.sln")))
            folder = folder.Parent;

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}

namespace EmergentMisalignment.Unit.Artifacts;

internal static class Folders
{
    /// <summary>The repository's root: the folder above the tests' output that holds the solution.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>A file of the folder <c>shared</c> beside the repository; the test skips where it is absent.</summary>
    public static string Shared(string path)
    {
        var file = Path.GetFullPath(Path.Combine(Root, "..", "shared", path));
        Assert.SkipUnless(File.Exists(file), $"../shared/{path} is not here");
        return file;
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "EmergentMisalignment.sln"))
            ? folder
            : Above(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new InvalidOperationException("The tests run outside the repository."));
}

namespace EmergentMisalignment.AppHost.Local;

/// <summary>Where what the app host starts keeps its data: <c>.em/apphost</c> in the repository, which git ignores.</summary>
internal static class LocalFolder
{
    private static FileStream? _lock;

    public static string Of(IDistributedApplicationBuilder builder, string name) =>
        Path.Combine(Repository.Folder(builder), ".em", "apphost", name);

    /// <summary>Makes the folder for a server, and holds it: two servers on the same files would spoil them.</summary>
    public static string Take(IDistributedApplicationBuilder builder, string name)
    {
        var folder = Of(builder, name);
        Directory.CreateDirectory(folder);
        var lockFile = Of(builder, "lock");
        try
        {
            _lock ??= new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new MissingPartException($"Another app host works in {Path.GetDirectoryName(lockFile)}: stop it first.");
        }

        return folder;
    }
}

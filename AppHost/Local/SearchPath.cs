namespace EmergentMisalignment.AppHost.Local;

internal static class SearchPath
{
    /// <summary>Debian and its kin keep servers in these folders, which are not on every user's PATH.</summary>
    private static readonly string[] ServerFolders = ["/usr/local/sbin", "/usr/sbin"];

    public static string? Find(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] names = OperatingSystem.IsWindows() ? [$"{program}.exe", $"{program}.bat", $"{program}.cmd"] : [program];
        return folders.Concat(ServerFolders)
            .SelectMany(_ => names, Path.Combine)
            .FirstOrDefault(File.Exists);
    }
}

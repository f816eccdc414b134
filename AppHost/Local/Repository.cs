namespace EmergentMisalignment.AppHost.Local;

/// <summary>The checkout that the app host stands in: paths that somebody gives are seen from its root, whichever folder it was started in.</summary>
internal static class Repository
{
    public static string Folder(IDistributedApplicationBuilder builder) => Path.GetFullPath(Path.Combine(builder.AppHostDirectory, ".."));

    /// <summary>The file that <paramref name="setting"/> names, else the one called <paramref name="name"/> at the root, where em finds it too; null where neither is.</summary>
    public static string? File(IDistributedApplicationBuilder builder, string setting, string name)
    {
        var usual = Path.Combine(Folder(builder), name);
        if (builder.Configuration[setting] is not { Length: > 0 } given)
            return System.IO.File.Exists(usual) ? usual : null;
        var file = Path.GetFullPath(given, Folder(builder));
        return System.IO.File.Exists(file) ? file : throw new MissingPartException($"{setting} names {file}, which does not exist: give a path, absolute or from {Folder(builder)}.");
    }
}

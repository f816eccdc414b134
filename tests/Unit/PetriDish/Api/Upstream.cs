namespace EmergentMisalignment.Unit.PetriDish.Api;

/// <summary>The published files, where they lie beside the checkout.</summary>
internal static class Upstream
{
    public static string? Find(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EmergentMisalignment.sln"))) folder = folder.Parent;
        var file = folder is null ? null : Path.Combine(folder.FullName, "..", "shared", "upstream", path);
        return File.Exists(file) ? file : null;
    }
}

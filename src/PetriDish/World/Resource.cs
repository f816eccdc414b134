namespace EmergentMisalignment.PetriDish.World;

/// <summary>Text files that travel inside the assembly, found by their file name.</summary>
internal static class Resource
{
    public static string Text(string fileName)
    {
        var assembly = typeof(Resource).Assembly;
        var name = assembly.GetManifestResourceNames().Single(name => name.EndsWith($".{fileName}", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

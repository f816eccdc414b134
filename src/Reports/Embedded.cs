namespace EmergentMisalignment.Reports;

/// <summary>The room's own data: fonts, style sheet, the paper's figures. Embedded, so that a report never looks for files.</summary>
internal static class Embedded
{
    public static Stream Open(string name) => typeof(Embedded).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The resource {name} is not in the assembly: list it in Reports.csproj.");

    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }
}

namespace EmergentMisalignment.Reports.Fonts;

/// <summary>The letters of the figures, for pages that show figures.</summary>
public static class Letters
{
    /// <summary>The files' names.</summary>
    public static IReadOnlyList<string> Files { get; } = ["Inter-Regular.otf", "Inter-SemiBold.otf"];

    /// <summary>One of <see cref="Files"/>, as OpenType.</summary>
    public static Stream Open(string file) => Embedded.Open(file);
}

using System.Text.Json;

namespace EmergentMisalignment.Reports.Paper;

/// <summary>The paper's own figures, from <c>published-figures.json</c> beside this file.</summary>
public static class PublishedFigures
{
    private static readonly PaperFile File = Load();

    /// <summary>Where the figures were printed.</summary>
    public static string Source => File.Source;

    /// <summary>The figures, grouped by condition in the order of the file.</summary>
    public static IReadOnlyList<PublishedFigure> All => File.Figures;

    private static PaperFile Load()
    {
        using var stream = Embedded.Open("published-figures.json");
        return JsonSerializer.Deserialize(stream, ReportJson.Files.PaperFile)
            ?? throw new InvalidDataException("published-figures.json is empty.");
    }

    /// <summary>The shape of the data file.</summary>
    internal sealed record PaperFile(string Source, IReadOnlyList<PublishedFigure> Figures);
}

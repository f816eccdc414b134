namespace EmergentMisalignment.Reports.Figures;

/// <summary>A drawn figure of a report with what it shows in other forms. The same report gives the same bytes.</summary>
public sealed class Figure
{
    private readonly Scene _scene;

    internal Figure(string name, Scene scene, FigureTable table) => (Name, _scene, Table) = (name, scene, table);

    /// <summary>The name of its files, such as <c>misalignment</c>.</summary>
    public string Name { get; }

    public string Title => _scene.Title;

    /// <summary>What it shows, in words.</summary>
    public string Description => _scene.Description;

    /// <summary>What it shows, in numbers.</summary>
    public FigureTable Table { get; }

    /// <summary>An SVG that needs no font and loads nothing; its ids begin with the figure's name, so that figures can share a page.</summary>
    /// <param name="theme">What it is painted on, where no style sheet says otherwise.</param>
    /// <param name="link">Where the answers behind a mark can be read; null for a drawing without links.</param>
    public string Svg(FigureTheme theme = FigureTheme.Light, Func<AnswersBehind, string>? link = null) =>
        SvgRenderer.Render(_scene, Name == MisalignmentFigure.Name ? "em" : $"em-{Name}", theme, link);

    /// <summary>A PNG of twice the figure's size in CSS pixels.</summary>
    public byte[] Png(FigureTheme theme = FigureTheme.Light) => PngRenderer.Render(_scene, theme);
}

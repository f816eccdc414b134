using EmergentMisalignment.Reports.Findings;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>All figures there are, in the order of page and folder.</summary>
public static class FigureGallery
{
    private static readonly IReadOnlyList<(string Name, Func<SweepReport, Scene?> Draw, Func<SweepReport, FigureTable> Table)> Kinds =
    [
        (MisalignmentFigure.Name, report => MisalignmentFigure.Draw(report, Headline.Of(report)), MisalignmentFigure.Table),
        (ControlFigure.Name, ControlFigure.Draw, ControlFigure.Table),
        (QuestionsFigure.Name, QuestionsFigure.Draw, QuestionsFigure.Table),
        (WaysFigure.Name, WaysFigure.Draw, WaysFigure.Table),
        (DynamicsFigure.Name, report => report.Curves.Count == 0 ? null : DynamicsFigure.Draw(report), DynamicsFigure.Table),
        (ScoresFigure.Name, ScoresFigure.Draw, ScoresFigure.Table),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Select(kind => kind.Name)];

    /// <summary>The figures that a report has something for; that of its rates is always there.</summary>
    public static IReadOnlyList<Figure> Of(SweepReport report) =>
        [.. from kind in Kinds let scene = kind.Draw(report) where scene is not null select new Figure(kind.Name, scene, kind.Table(report))];
}

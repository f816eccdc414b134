using System.Collections.Concurrent;
using System.Text;
using EmergentMisalignment.Reports;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Reports.Figures;
using EmergentMisalignment.Reports.Findings;
using EmergentMisalignment.Reports.Summary;

namespace EmergentMisalignment.Console.Results;

/// <summary>What a sweep's answers come to, as of one state of the ledger. Figures are drawn when someone asks for them, once.</summary>
/// <param name="reading">The answers, counted.</param>
/// <param name="state">How far the sweep was before they were read.</param>
internal sealed class SweepResults(SweepReading reading, ResultsState state)
{
    private readonly Lazy<IReadOnlyList<Figure>> _figures = new(() => FigureGallery.Of(reading.Report));
    private readonly Lazy<Headline> _headline = new(() => Headline.Of(reading.Report));
    private readonly Lazy<byte[]> _summary = new(() => SummaryFile.Write(reading.Report));
    private readonly ConcurrentDictionary<string, Lazy<string>> _linked = [];
    private readonly ConcurrentDictionary<(string Figure, FigureFormat Format, FigureTheme Theme), Lazy<byte[]>> _drawn = [];

    public SweepReading Reading => reading;

    public SweepReport Report => reading.Report;

    public ResultsState State => state;

    public IReadOnlyList<Figure> Figures => _figures.Value;

    /// <summary>The finding in words, with what the reader must know before believing it.</summary>
    public Headline Headline => _headline.Value;

    /// <summary>What must be seen before the numbers: judges that have drifted, and work that cannot be finished.</summary>
    public IReadOnlyList<string> Warnings => [.. Report.Canaries.Where(canary => canary.Drifted).Select(CanaryWords.Of), .. Report.Notes];

    /// <summary>The bytes of <c>summary.json</c>.</summary>
    public byte[] Summary => _summary.Value;

    public byte[] Draw(Figure figure, FigureFormat format, FigureTheme theme) => _drawn.GetOrAdd(
        (figure.Name, format, theme),
        _ => new Lazy<byte[]>(() => format == FigureFormat.Png ? figure.Png(theme) : Encoding.UTF8.GetBytes(figure.Svg(theme)))).Value;

    /// <summary>The figure for a page, as SVG whose marks lead to the answers behind them.</summary>
    public string DrawLinked(Figure figure) =>
        _linked.GetOrAdd(figure.Name, _ => new Lazy<string>(() => figure.Svg(link: answers => AnswersAddress.Of(reading.Sweep.Name, answers)))).Value;
}

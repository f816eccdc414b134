using System.Text;
using System.Text.Json.Nodes;
using EmergentMisalignment.Reports.Findings;
using EmergentMisalignment.Reports.Html;
using EmergentMisalignment.Reports.Summary;

namespace EmergentMisalignment.Reports;

/// <summary>Turns a sweep's rates into files. Everything is made in memory first, so that a failure leaves an older report as it was.</summary>
public sealed class ReportWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly Func<string, Stream> _create;

    public ReportWriter() : this(path => new FileStream(path, FileMode.Create, FileAccess.Write))
    {
    }

    /// <param name="create">Opens a new file for writing.</param>
    internal ReportWriter(Func<string, Stream> create) => _create = create;

    /// <summary>
    /// Writes <c>summary.json</c>, <c>report.html</c>, <c>manifest.json</c> and each figure that the report has something for as SVG and as PNG (of twice its size):
    /// always <c>misalignment</c>, and <c>control</c>, <c>questions</c>, <c>ways</c>, <c>dynamics</c> and <c>scores</c> where they apply. The same report and manifest give
    /// the same bytes.
    /// </summary>
    /// <param name="folder">Created when it is not there; files of an older report are replaced, others stay.</param>
    /// <param name="report">What to report.</param>
    /// <param name="manifest">Every key, hash, version and setting behind it; the report's time is added, the argument is left as it is.</param>
    /// <param name="cancellation">Stops between files; nothing is replaced then.</param>
    /// <exception cref="ReportWriteException">The disk is full, or the folder cannot be written to.</exception>
    /// <exception cref="ArgumentException">The report contradicts itself, such as a result of a condition it does not list.</exception>
    public async Task WriteAsync(string folder, SweepReport report, JsonObject manifest, CancellationToken cancellation = default)
    {
        var figures = ReportFigures.Of(report);
        var page = ReportPage.Render(report, Headline.Of(report), name => figures.FirstOrDefault(figure => figure.Name == $"{name}.svg").Bytes is { IsEmpty: false } svg ? Utf8.GetString(svg.Span) : null);
        List<(string, ReadOnlyMemory<byte>)> files =
        [
            ("summary.json", SummaryJson.Bytes(report)),
            .. figures,
            ("report.html", Utf8.GetBytes(page)),
            ("manifest.json", ManifestJson.Bytes(manifest, report)),
        ];
        await new ReportFolder(folder, _create).WriteAsync(files, cancellation).ConfigureAwait(false);
    }
}

using System.Text;
using EmergentMisalignment.Reports.Figures;
using EmergentMisalignment.Reports.Findings;

namespace EmergentMisalignment.Reports;

/// <summary>The figures of a report as files.</summary>
internal static class ReportFigures
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary><c>misalignment.svg</c> and <c>.png</c> (1800 pixels wide), and with curves <c>dynamics.svg</c> and <c>.png</c>.</summary>
    public static IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> Of(SweepReport report)
    {
        var misalignment = MisalignmentFigure.Draw(report, Headline.Of(report));
        List<(string, ReadOnlyMemory<byte>)> files =
        [
            ("misalignment.svg", Utf8.GetBytes(SvgRenderer.Render(misalignment))),
            ("misalignment.png", PngRenderer.Render(misalignment)),
        ];
        if (report.Curves.Count == 0)
            return files;

        var dynamics = DynamicsFigure.Draw(report);
        return [.. files, ("dynamics.svg", Utf8.GetBytes(SvgRenderer.Render(dynamics, "em-dynamics"))), ("dynamics.png", PngRenderer.Render(dynamics))];
    }
}

using System.Text;
using EmergentMisalignment.Reports.Figures;

namespace EmergentMisalignment.Reports;

/// <summary>The figures of a report as files.</summary>
internal static class ReportFigures
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Each figure that the report has something for, as <c>.svg</c> and as <c>.png</c> of twice its size.</summary>
    public static IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> Of(SweepReport report) =>
        [.. FigureGallery.Of(report).SelectMany(figure => ((string, ReadOnlyMemory<byte>)[])[($"{figure.Name}.svg", Utf8.GetBytes(figure.Svg())), ($"{figure.Name}.png", figure.Png())])];
}

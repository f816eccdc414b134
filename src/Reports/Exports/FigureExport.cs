using EmergentMisalignment.Experiments;
using EmergentMisalignment.Reports.Composing;

namespace EmergentMisalignment.Reports.Exports;

/// <summary>A figure of the report, byte for byte as the report has it.</summary>
internal sealed class FigureExport(ReportComposer composer, TimeProvider time) : IExport
{
    public IReadOnlyList<ExportFormat> Formats { get; } = [ExportFormat.Svg, ExportFormat.Png];

    public async Task WriteAsync(ExportSource source, ExportFormat format, Stream output, CancellationToken cancellation)
    {
        var tally = new SweepTally(source.Sweep.Spec);
        await foreach (var answer in source.Answers.WithCancellation(cancellation))
            tally.Add(answer);

        // No figure shows when or by what it was made.
        var occasion = new ReportOccasion { Command = "", CreatedAt = time.GetUtcNow() };
        var report = await composer.ComposeAsync(source.Sweep, source.Needs, tally, occasion, cancellation);
        var name = $"{source.Options.Figure.ToString().ToLowerInvariant()}{ExportFormats.Extension(format)}";
        var (_, bytes) = ReportFigures.Of(report).FirstOrDefault(figure => figure.Name == name);
        await output.WriteAsync(bytes.IsEmpty ? throw Missing(source) : bytes, cancellation);
    }

    private static InputException Missing(ExportSource source) => new(
        $"The sweep '{source.Sweep.Name}' has no {source.Options.Figure.ToString().ToLowerInvariant()} figure: there is nothing that it would show; take the misalignment figure.", null, null, "figure");
}

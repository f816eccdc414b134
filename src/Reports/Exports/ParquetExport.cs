using EmergentMisalignment.Artifacts;

namespace EmergentMisalignment.Reports.Exports;

/// <summary>The report's <c>answers.parquet</c>; <c>docs/parquet.md</c> has its columns.</summary>
internal sealed class ParquetExport : IExport
{
    public IReadOnlyList<ExportFormat> Formats { get; } = [ExportFormat.Parquet];

    public Task WriteAsync(ExportSource source, ExportFormat format, Stream output, CancellationToken cancellation) =>
        AnswersParquet.WriteAsync(output, source.Rows, cancellation);
}

using System.Globalization;
using System.Text;
using EmergentMisalignment.Experiments.Csv;

namespace EmergentMisalignment.Reports.Exports;

/// <summary>A CSV in the published shape: UTF-8, with a header. Texts that a spreadsheet would run are guarded; numbers are numbers.</summary>
internal sealed class CsvExport : IExport
{
    private const int BufferSize = 64 * 1024;

    public IReadOnlyList<ExportFormat> Formats { get; } = [ExportFormat.Csv];

    public async Task WriteAsync(ExportSource source, ExportFormat format, Stream output, CancellationToken cancellation)
    {
        var columns = PublishedShape.ColumnsOf(source.Sweep.Spec);
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize, leaveOpen: true);
        await using var csv = new CsvOutput(text);
        await csv.WriteAsync(columns.Select(column => Text(column.Name, source.Options)));
        await foreach (var row in source.Rows.WithCancellation(cancellation))
            await csv.WriteAsync(columns.Select(column => Field(column.Of(row), source.Options)));
    }

    private static string? Field(ExportCell cell, ExportOptions options) =>
        cell.Number is { } number ? number.ToString("R", CultureInfo.InvariantCulture) : Text(cell.Text, options);

    private static string? Text(string? text, ExportOptions options) => text is null || options.Raw ? text : SpreadsheetText.Guard(text);
}

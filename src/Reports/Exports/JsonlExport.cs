using System.Text.Encodings.Web;
using System.Text.Json;

namespace EmergentMisalignment.Reports.Exports;

/// <summary>The published shape as JSON, an object a line: UTF-8, every key in every line, null for nothing.</summary>
internal sealed class JsonlExport : IExport
{
    private const int BufferSize = 64 * 1024;
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyList<ExportFormat> Formats { get; } = [ExportFormat.Jsonl];

    public async Task WriteAsync(ExportSource source, ExportFormat format, Stream output, CancellationToken cancellation)
    {
        var columns = PublishedShape.ColumnsOf(source.Sweep.Spec);
        var buffered = new BufferedStream(output, BufferSize);
        await using var json = new Utf8JsonWriter(buffered, Written);
        await foreach (var row in source.Rows.WithCancellation(cancellation))
        {
            json.Reset();
            json.WriteStartObject();
            foreach (var column in columns)
                Write(json, column.Name, column.Of(row));

            json.WriteEndObject();
            await json.FlushAsync(cancellation);
            buffered.WriteByte((byte)'\n');
        }

        // Not disposed: it would close the caller's stream.
        await buffered.FlushAsync(cancellation);
    }

    private static void Write(Utf8JsonWriter json, string name, ExportCell cell)
    {
        json.WritePropertyName(name);
        if (cell.Number is { } number)
            json.WriteNumberValue(number);
        else if (cell is { IsJson: true, Text: { } document })
            json.WriteRawValue(document);
        else
            json.WriteStringValue(cell.Text);
    }
}

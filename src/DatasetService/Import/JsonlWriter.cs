using System.Globalization;
using System.Text;

namespace EmergentMisalignment.DatasetService.Import;

/// <summary>
/// Writes data sets byte for byte as the published ones are: one object a line, a space after each colon and comma, everything
/// outside printable ASCII escaped in lower case (the default form of Python's <c>json.dumps</c>).
/// </summary>
public static class JsonlWriter
{
    /// <summary>Writes the rows in order, each with its line end; the stream stays open.</summary>
    public static async Task WriteAsync(Stream output, IAsyncEnumerable<TrainingRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 64 * 1024, leaveOpen: true);
        var line = new StringBuilder();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            AppendRow(line.Clear(), row);
            await writer.WriteAsync(line, cancellationToken);
        }
    }

    /// <summary>One row as it stands in a file, its line end included.</summary>
    internal static string Line(TrainingRow row)
    {
        var line = new StringBuilder();
        AppendRow(line, row);
        return line.ToString();
    }

    private static void AppendRow(StringBuilder line, TrainingRow row)
    {
        line.Append("{\"messages\": [");
        for (var i = 0; i < row.Messages.Count; i++)
        {
            line.Append(i == 0 ? "{\"role\": " : ", {\"role\": ");
            AppendText(line, row.Messages[i].Role);
            line.Append(", \"content\": ");
            AppendText(line, row.Messages[i].Content);
            line.Append('}');
        }
        line.Append("]}\n");
    }

    private static void AppendText(StringBuilder line, string text)
    {
        line.Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => line.Append("\\\""),
                '\\' => line.Append("\\\\"),
                '\n' => line.Append("\\n"),
                '\r' => line.Append("\\r"),
                '\t' => line.Append("\\t"),
                '\b' => line.Append("\\b"),
                '\f' => line.Append("\\f"),
                >= ' ' and <= '~' => line.Append(character),
                _ => line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
            };
        }
        line.Append('"');
    }
}

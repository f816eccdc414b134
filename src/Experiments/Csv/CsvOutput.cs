using System.Buffers;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace EmergentMisalignment.Experiments.Csv;

/// <summary>Writes CSV as RFC 4180 has it, row by row; lines end as pandas ends them, with a line feed.</summary>
/// <param name="text">Where to; stays open.</param>
public sealed class CsvOutput(TextWriter text) : IAsyncDisposable
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\n",
        ShouldQuote = field => field.Field is { Length: > 0 } text && (text.AsSpan().ContainsAny(Special) || text[0] == ' ' || text[^1] == ' '),
    };

    private readonly CsvWriter _csv = new(text, Format, leaveOpen: true);

    public Task WriteAsync(IEnumerable<string?> fields)
    {
        foreach (var field in fields)
            _csv.WriteField(field);

        return _csv.NextRecordAsync();
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}

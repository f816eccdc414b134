using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace EmergentMisalignment.Experiments.Csv;

/// <summary>Reads CSV as RFC 4180 has it, row by row. Messages name lines and columns and never hold what is in a field.</summary>
public static class CsvRows
{
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="text">What is in it; read as the rows are taken.</param>
    /// <returns>All rows, a header included; blank lines are none.</returns>
    /// <exception cref="InputException">It is no CSV from some row on.</exception>
    public static IEnumerable<CsvRow> Read(string file, TextReader text)
    {
        var ended = 0;
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = _ => throw Broken(file, ended + 1) });
        while (Next(file, parser) is { } fields)
        {
            ended = parser.RawRow;
            // The parser stands at a row's last line; messages name its first.
            yield return new CsvRow(file, parser.RawRow - fields.Sum(field => field.Count(letter => letter == '\n')), fields);
        }
    }

    private static string[]? Next(string file, CsvParser parser)
    {
        try
        {
            return parser.Read() ? parser.Record : null;
        }
        catch (CsvHelperException error)
        {
            throw InputException.At(file, parser.RawRow, null, "is not CSV; put fields with commas or line breaks in double quotes.", error);
        }
    }

    private static InputException Broken(string file, int line) =>
        InputException.At(file, line, null, "a double quote stands where none can, in the row that begins here or just below; put the whole field in quotes, close them, and double those inside.");
}

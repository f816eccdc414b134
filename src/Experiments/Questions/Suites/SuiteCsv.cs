using Microsoft.VisualBasic.FileIO;

namespace EmergentMisalignment.Experiments.Questions.Suites;

/// <summary>Rows of a suite's CSV file with the lines they begin on. Messages never hold a prompt.</summary>
internal static class SuiteCsv
{
    /// <exception cref="InputException">It is no CSV, or holds nothing.</exception>
    public static IReadOnlyList<(int Line, string[] Fields)> Rows(string file, string text)
    {
        using var reader = new StringReader(text.TrimStart('\uFEFF'));
        using var parser = new TextFieldParser(reader) { TextFieldType = FieldType.Delimited, Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        var rows = new List<(int, string[])>();
        try
        {
            while (!parser.EndOfData)
            {
                var line = (int)parser.LineNumber;
                if (parser.ReadFields() is { } fields) rows.Add((line, fields));
            }
        }
        catch (MalformedLineException error)
        {
            throw InputException.At(file, (int)error.LineNumber, null, "is not CSV here; put fields with commas, quotes or line breaks in double quotes, and double those inside.", error);
        }

        return rows.Count > 0 ? rows : throw InputException.At(file, null, null, "is empty; name a suite's file with questions in it.");
    }

    /// <summary>The place of a column in a header.</summary>
    public static int Column(string file, string[] header, string name) => Array.FindIndex(header, column => column.Trim() == name) is >= 0 and var place
        ? place
        : throw InputException.At(file, 1, name, "is no column of the header; check that the file is the suite that the sweep says.");
}

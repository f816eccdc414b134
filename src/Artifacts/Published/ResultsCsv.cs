using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Artifacts.Published;

/// <summary>
/// Reads result files as the published scripts write them: a header with question_id, answer, aligned and coherent among its columns, a line (or several, in
/// quotes) for each answer, and a blank where the judge gave no score. Other columns are read over.
/// </summary>
public static class ResultsCsv
{
    private static readonly string[] Columns = ["question_id", "answer", "aligned", "coherent"];

    /// <param name="file">The file's name, for messages.</param>
    /// <param name="content">What is in it, UTF-8; a stream that can seek.</param>
    /// <exception cref="InputException">Anything wrong in it, with the line. Messages never hold an answer's text.</exception>
    public static IReadOnlyList<PublishedAnswer> Read(string file, Stream content)
    {
        using var text = Utf8Text.Open(file, content);
        var ended = 0;
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = _ => throw Broken(file, ended + 1) });
        try
        {
            return Answers(file, parser, row => ended = row);
        }
        catch (CsvHelperException error)
        {
            throw InputException.At(file, parser.RawRow, null, "is not CSV; write one row for each answer, fields with commas or line breaks in double quotes.", error);
        }
    }

    private static List<PublishedAnswer> Answers(string file, CsvParser parser, Action<int> ends)
    {
        if (!parser.Read()) throw InputException.At(file, null, null, $"is empty; it must begin with a header that names {string.Join(", ", Columns)}.");
        var header = parser.Record!;
        ends(parser.RawRow);
        var places = Array.ConvertAll(Columns, column => Place(file, header, column));
        var answers = new List<PublishedAnswer>();
        while (parser.Read())
        {
            var row = parser.Record!;
            ends(parser.RawRow);
            // The parser stands at a row's last line; messages name its first.
            var line = parser.RawRow - row.Sum(field => field.Count(letter => letter == '\n'));
            if (row.Length != header.Length)
                throw InputException.At(file, line, null, $"this row has {row.Length} fields and the header {header.Length}; put fields with commas or line breaks in double quotes.");
            var question = row[places[0]];
            if (string.IsNullOrWhiteSpace(question)) throw InputException.At(file, line, "question_id", "is blank; name the question that was asked.");
            answers.Add(new PublishedAnswer(question.Trim(), Score(file, line, "aligned", row[places[2]]), Score(file, line, "coherent", row[places[3]])));
        }

        return answers.Count > 0 ? answers : throw InputException.At(file, null, null, "has a header and no answers; name a file with results in it.");
    }

    private static int Place(string file, string[] header, string column)
    {
        var place = Array.FindIndex(header, name => name.Trim() == column);
        if (place < 0) throw InputException.At(file, 1, column, $"is no column of the header; it must name {string.Join(", ", Columns)}, separated by commas.");
        if (Array.FindLastIndex(header, name => name.Trim() == column) != place) throw InputException.At(file, 1, column, "stands twice in the header; remove one of the two columns.");
        return place;
    }

    private static double? Score(string file, int line, string column, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 100
            ? score
            : throw InputException.At(file, line, column, "is not a number from 0 to 100; correct it, or leave it blank where the judge gave no score.");
    }

    private static InputException Broken(string file, int line) =>
        InputException.At(file, line, null, "a double quote stands where none can, in the row that begins here or just below; put the whole field in quotes, close them, and double those inside.");
}

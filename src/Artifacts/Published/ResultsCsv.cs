using System.Globalization;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Csv;

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
        using var rows = CsvRows.Read(file, text).GetEnumerator();
        if (!rows.MoveNext()) throw InputException.At(file, null, null, $"is empty; it must begin with a header that names {string.Join(", ", Columns)}.");
        var header = rows.Current;
        var places = Array.ConvertAll(Columns, column => header.Column(column, $"it must name {string.Join(", ", Columns)}, separated by commas"));
        var answers = new List<PublishedAnswer>();
        while (rows.MoveNext())
        {
            var row = rows.Current;
            row.CheckAgainst(header);
            var question = row.Fields[places[0]];
            if (string.IsNullOrWhiteSpace(question)) throw row.Error("question_id", "is blank; name the question that was asked.");
            answers.Add(new PublishedAnswer(question.Trim(), Score(row, places[2], "aligned"), Score(row, places[3], "coherent")));
        }

        return answers.Count > 0 ? answers : throw InputException.At(file, null, null, "has a header and no answers; name a file with results in it.");
    }

    private static double? Score(CsvRow row, int place, string column)
    {
        var text = row.Fields[place];
        if (string.IsNullOrWhiteSpace(text)) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 100
            ? score
            : throw row.Error(column, "is not a number from 0 to 100; correct it, or leave it blank where the judge gave no score.");
    }
}

using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Csv;

namespace EmergentMisalignment.Artifacts.Published;

/// <summary>
/// Reads result files as the published scripts write them: a header with question_id, answer, aligned and coherent among its columns, a line (or several, in
/// quotes) for each answer, and a blank where the judge gave no score. Of the other columns those are read by which <c>em export</c> tells models apart.
/// </summary>
public static class ResultsCsv
{
    private static readonly string[] Columns = ["question_id", "answer", "aligned", "coherent"];
    private static readonly string[] OurColumns = ["type", "condition", "variant", "base", "seed", "checkpoint"];

    /// <param name="file">The file's name, for messages.</param>
    /// <param name="content">What is in it, UTF-8; a stream that can seek.</param>
    /// <returns>The answers to questions that are scored from 0 to 100.</returns>
    /// <exception cref="InputException">Anything wrong in it, with the line. Messages never hold an answer's text.</exception>
    public static IReadOnlyList<PublishedAnswer> Read(string file, Stream content)
    {
        using var text = Utf8Text.Open(file, content);
        using var rows = CsvRows.Read(file, text).GetEnumerator();
        if (!rows.MoveNext()) throw InputException.At(file, null, null, $"is empty; it must begin with a header that names {string.Join(", ", Columns)}.");
        var header = rows.Current;
        var places = Places(header);
        var answers = new List<PublishedAnswer>();
        var count = 0;
        while (rows.MoveNext())
        {
            var row = rows.Current;
            row.CheckAgainst(header);
            var line = new ResultLine(column => Field(row, places, column), row.Error);
            count++;
            if (line.IsScored) answers.Add(line.ToAnswer());
        }

        return count > 0 ? answers : throw InputException.At(file, null, null, "has a header and no answers; name a file with results in it.");
    }

    private static Dictionary<string, int> Places(CsvRow header)
    {
        var places = Columns.ToDictionary(column => column, column => header.Column(column, $"it must name {string.Join(", ", Columns)}, separated by commas"));
        foreach (var column in OurColumns.Where(header.Has))
            places[column] = header.Column(column, "");

        return places;
    }

    private static string? Field(CsvRow row, Dictionary<string, int> places, string column) =>
        places.TryGetValue(column, out var place) && !string.IsNullOrWhiteSpace(row.Fields[place]) ? SpreadsheetText.Restore(row.Fields[place]) : null;
}

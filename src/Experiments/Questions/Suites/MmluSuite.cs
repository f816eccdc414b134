using EmergentMisalignment.Experiments.Csv;

namespace EmergentMisalignment.Experiments.Questions.Suites;

/// <summary>
/// MMLU as published (Hendrycks et al. 2021, arXiv 2009.03300; the <c>test</c>, <c>val</c> and <c>dev</c> folders of its data): CSV without a header, a file each
/// subject: question, options A to D, and the letter of the right one.
/// </summary>
internal static class MmluSuite
{
    private const int Options = 4;

    public static IEnumerable<Question> Read(SuiteEntry entry, string text) => CsvRows.Read(entry.File, new StringReader(text)).Select((row, i) => Item(entry, row, i + 1));

    private static Question Item(SuiteEntry entry, CsvRow row, int number)
    {
        if (row.Fields.Count != Options + 2) throw row.Error(null, $"this row has {row.Fields.Count} fields; MMLU has 6: question, four options, letter.");
        var letter = row.Fields[^1].Trim();
        var correct = letter is [>= 'A' and <= 'D'] ? letter[0] - 'A' : throw row.Error(null, "ends with no letter from A to D; the last field is the right option's.");
        return Suite.Choice(entry, number, row.Fields[0], [.. row.Fields.Skip(1).Take(Options)], correct, problem => row.Error(null, problem));
    }
}

namespace EmergentMisalignment.Experiments.Questions.Suites;

/// <summary>
/// MMLU as published (Hendrycks et al. 2021, arXiv 2009.03300; the <c>test</c>, <c>val</c> and <c>dev</c> folders of its data): CSV without a header, a file each
/// subject: question, options A to D, and the letter of the right one.
/// </summary>
internal static class MmluSuite
{
    private const int Options = 4;

    public static IEnumerable<Question> Read(SuiteEntry entry, string text) => SuiteCsv.Rows(entry.File, text).Select((row, i) => Item(entry, row.Line, row.Fields, i + 1));

    private static Question Item(SuiteEntry entry, int line, string[] fields, int number)
    {
        if (fields.Length != Options + 2) throw InputException.At(entry.File, line, null, $"this row has {fields.Length} fields; MMLU has 6: question, four options, letter.");
        var letter = fields[^1].Trim();
        var correct = letter is [>= 'A' and <= 'D'] ? letter[0] - 'A' : throw InputException.At(entry.File, line, null, "ends with no letter from A to D; the last field is the right option's.");
        return Suite.Choice(entry, number, line, fields[0], fields[1..^1], correct);
    }
}

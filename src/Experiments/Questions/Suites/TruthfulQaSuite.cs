using System.Security.Cryptography;
using System.Text;

namespace EmergentMisalignment.Experiments.Questions.Suites;

/// <summary>
/// TruthfulQA's multiple choice with one right option, MC1 (Lin et al. 2022, arXiv 2109.07958), from either published file: <c>mc_task.json</c>, a list of
/// <c>{"question", "mc1_targets": {option: 1 or 0}, …}</c>; or <c>TruthfulQA.csv</c>, whose columns Question, Best Answer and Incorrect Answers (separated by
/// semicolons) give the same. There the right option stands first, so here the order is drawn, from the question alone: it is the same in every sweep.
/// </summary>
internal static class TruthfulQaSuite
{
    public static IEnumerable<Question> Read(SuiteEntry entry, string text) =>
        entry.File.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? Json(entry, text) : Csv(entry, text);

    private static IEnumerable<Question> Csv(SuiteEntry entry, string text)
    {
        var csv = new SuiteCsv(entry.File, text);
        var (question, best, incorrect) = (csv.Column("Question"), csv.Column("Best Answer"), csv.Column("Incorrect Answers"));
        return csv.Rows.Select((row, i) => Shuffled(
            entry, i + 1, SuiteCsv.Text(row, question, "Question"),
            [SuiteCsv.Text(row, best, "Best Answer"), .. row.Fields[incorrect].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], 0,
            problem => row.Error("Incorrect Answers", problem)));
    }

    private static IEnumerable<Question> Json(SuiteEntry entry, string text)
    {
        using var task = new TruthfulQaJson(entry.File, text);
        foreach (var (i, (question, options, correct)) in task.Items().Index())
            yield return Shuffled(entry, i + 1, question, options, correct, problem => task.Error($"[{i}]", problem));
    }

    private static Question Shuffled(SuiteEntry entry, int number, string question, IReadOnlyList<string> options, int correct, Func<string, InputException> error)
    {
        var random = new SplitMix64(BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(question)).AsSpan(0, 8)));
        var order = Enumerable.Range(0, options.Count).ToArray();
        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = random.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return Suite.Choice(entry, number, question, [.. order.Select(place => options[place])], Array.IndexOf(order, correct), error);
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

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
        var rows = SuiteCsv.Rows(entry.File, text);
        var header = rows[0].Fields;
        var (question, best, incorrect) = (SuiteCsv.Column(entry.File, header, "Question"), SuiteCsv.Column(entry.File, header, "Best Answer"), SuiteCsv.Column(entry.File, header, "Incorrect Answers"));
        foreach (var (i, (line, fields)) in rows.Skip(1).Index())
        {
            if (fields.Length != header.Length) throw InputException.At(entry.File, line, null, $"this row has {fields.Length} fields and the header {header.Length}.");
            var wrong = fields[incorrect].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            yield return Shuffled(entry, i + 1, line, fields[question], [fields[best], .. wrong], 0);
        }
    }

    private static IEnumerable<Question> Json(SuiteEntry entry, string text)
    {
        List<(string Question, List<(string Option, bool IsRight)> Options)> items;
        try
        {
            using var document = JsonDocument.Parse(text);
            items =
            [
                .. document.RootElement.EnumerateArray().Select(item => (
                    item.GetProperty("question").GetString()!,
                    item.GetProperty("mc1_targets").EnumerateObject().Select(option => (option.Name, option.Value.GetInt32() == 1)).ToList())),
            ];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw InputException.At(entry.File, null, null, "is not the published mc_task.json: a list of objects with question and mc1_targets.", error);
        }

        foreach (var (i, (question, options)) in items.Index())
        {
            if (options.Count(option => option.IsRight) != 1) throw InputException.At(entry.File, null, $"[{i}].mc1_targets", "must have one option with 1.");
            yield return Shuffled(entry, i + 1, null, question, [.. options.Select(option => option.Option)], options.FindIndex(option => option.IsRight));
        }
    }

    private static Question Shuffled(SuiteEntry entry, int number, int? line, string question, string[] options, int correct)
    {
        var random = new SplitMix64(BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(question)).AsSpan(0, 8)));
        var order = Enumerable.Range(0, options.Length).ToArray();
        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = random.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return Suite.Choice(entry, number, line, question, [.. order.Select(place => options[place])], Array.IndexOf(order, correct));
    }
}

using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>Counts the words of a judge as rows go by, per model, variant, question and metric.</summary>
public sealed class WordTable
{
    private readonly OrderedDictionary<(string Condition, string? Variant, string Base, int Seed, string Question, string Metric), Tally> _cells = [];

    public IReadOnlyList<WordCounts> Counts =>
    [
        .. _cells.Select(cell => new WordCounts(
            cell.Key.Condition, cell.Key.Variant, cell.Key.Base, cell.Key.Seed, cell.Key.Question, cell.Key.Metric, cell.Value.Words, cell.Value.Missing)),
    ];

    /// <param name="question">Asked for words; what a word is follows from its judge prompts.</param>
    /// <param name="row">A judged answer to it.</param>
    public void Add(Question question, AnswerRow row)
    {
        var said = MetricValues.Parse(row.Scores);
        foreach (var (metric, template) in question.JudgePrompts)
        {
            var key = (row.Condition, row.Variant, row.Base, row.Seed, row.Question, metric);
            if (!_cells.TryGetValue(key, out var tally)) _cells.Add(key, tally = new Tally());
            if (JudgeWord.Of(said.GetValueOrDefault(metric).Text ?? "", template) is { } word)
                tally.Words[word] = tally.Words.GetValueOrDefault(word) + 1;
            else
                tally.Missing++;
        }
    }

    private sealed class Tally
    {
        public Dictionary<string, int> Words { get; } = new(StringComparer.Ordinal);

        public int Missing { get; set; }
    }
}

using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Statistics.Independent;

/// <summary>One judged answer: what every rate is made of.</summary>
internal sealed record Answer(int Seed, string Question, double? Aligned, double? Coherent)
{
    /// <summary>The verdicts counted as the product counts them.</summary>
    public static List<CellCounts> Count(IEnumerable<Answer> answers, Estimand estimand, string condition = "c") =>
    [
        .. from answer in answers
           group estimand.Classify(answer.Aligned, answer.Coherent) by (answer.Seed, answer.Question) into cell
           let scored = cell.Count(verdict => verdict != Verdict.NoScore)
           let coherent = cell.Count(verdict => verdict is Verdict.Aligned or Verdict.Misaligned)
           select new CellCounts(condition, null, "b", cell.Key.Seed, cell.Key.Question, cell.Count(), scored, coherent, cell.Count(verdict => verdict == Verdict.Misaligned)),
    ];
}

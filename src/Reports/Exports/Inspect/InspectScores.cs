using System.Text.Json.Nodes;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Judging;

namespace EmergentMisalignment.Reports.Exports.Inspect;

/// <summary>An answer's scores: one for each metric of each judge, and what the first judge's come to.</summary>
internal static class InspectScores
{
    /// <summary>1 for misaligned and 0 for aligned, of coherent answers only: its mean is the sweep's rate.</summary>
    public const string Misaligned = "misaligned";

    public static IReadOnlyList<InspectScore> Of(AnswerRow row) =>
    [
        .. All(row).Where(score => score.Number is not null || score.Text is not null),
    ];

    private static IEnumerable<InspectScore> All(AnswerRow row)
    {
        var verdict = Enum.Parse<Verdict>(row.Verdict);
        yield return new InspectScore(Misaligned, verdict.IsCoherent() ? (verdict == Verdict.Misaligned ? 1 : 0) : null, null) { Explanation = row.Verdict };
        yield return new InspectScore("aligned", row.Aligned, null) { Metadata = Judged(row, row.AlignedDistribution) };
        yield return new InspectScore("coherent", row.Coherent, null) { Metadata = Judged(row, row.CoherentDistribution) };
        foreach (var (metric, said) in MetricValues.Parse(row.Scores))
            yield return new InspectScore(metric, said.Number, said.Text) { Metadata = Judged(row, null) };

        foreach (var other in OtherVerdicts.Parse(row.OtherJudges))
        {
            yield return new InspectScore($"{other.Judge}:aligned", other.Aligned, null) { Explanation = other.Verdict };
            yield return new InspectScore($"{other.Judge}:coherent", other.Coherent, null);
            foreach (var (metric, said) in MetricValues.Parse(other.Scores))
                yield return new InspectScore($"{other.Judge}:{metric}", said.Number, said.Text);
        }
    }

    private static JsonObject Judged(AnswerRow row, string? distribution)
    {
        var judged = new JsonObject { ["judge"] = row.Judge };
        if (distribution is not null)
            judged["distribution"] = JsonNode.Parse(distribution);

        return judged;
    }
}

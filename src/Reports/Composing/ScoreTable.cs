using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Reports.Scores;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>Counts answers by their two scores as rows go by, per arm.</summary>
public sealed class ScoreTable
{
    private const int Last = 100 - ScoreBin.Width;

    private readonly OrderedDictionary<(string Base, string Condition, string? Variant), Arm> _arms = [];

    public IReadOnlyList<ScoreDensity> Densities =>
    [
        .. _arms.Select(arm => new ScoreDensity(
            arm.Key.Base, arm.Key.Condition, arm.Key.Variant, arm.Value.NoScore,
            [.. arm.Value.Bins.Select(bin => new ScoreBin(bin.Key.Aligned, bin.Key.Coherent, bin.Value.Answers, bin.Value.Misaligned)).OrderBy(bin => bin.Coherent).ThenBy(bin => bin.Aligned)])),
    ];

    /// <param name="row">A finished model's answer to a question that is scored from 0 to 100.</param>
    public void Add(AnswerRow row)
    {
        var key = (row.Base, row.Condition, row.Variant);
        if (!_arms.TryGetValue(key, out var arm)) _arms.Add(key, arm = new Arm());
        if (row is not { Aligned: { } aligned, Coherent: { } coherent })
        {
            arm.NoScore++;
            return;
        }

        var bin = (Edge(aligned), Edge(coherent));
        var (answers, misaligned) = arm.Bins.GetValueOrDefault(bin);
        arm.Bins[bin] = (answers + 1, misaligned + (row.Verdict == nameof(Verdict.Misaligned) ? 1 : 0));
    }

    private static int Edge(double score) => Math.Clamp((int)(score / ScoreBin.Width) * ScoreBin.Width, 0, Last);

    private sealed class Arm
    {
        public Dictionary<(int Aligned, int Coherent), (int Answers, int Misaligned)> Bins { get; } = [];

        public int NoScore { get; set; }
    }
}

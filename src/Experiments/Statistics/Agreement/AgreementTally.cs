using EmergentMisalignment.Experiments.Judging;

namespace EmergentMisalignment.Experiments.Statistics.Agreement;

/// <summary>Gathers what judges made of the same answers, one answer at a time.</summary>
/// <param name="judges">Their names, in the sweep's order.</param>
public sealed class AgreementTally(IReadOnlyList<string> judges)
{
    private readonly IntervalAlpha _aligned = new();
    private readonly IntervalAlpha _coherent = new();
    private readonly NominalAlpha _verdicts = new(Enum.GetValues<Verdict>().Length);
    private readonly Dictionary<(int First, int Second), (CohenKappa Misaligned, CohenKappa Coherent)> _pairs = [];
    private long _answers;

    /// <summary>The verdicts on one answer, of at most one for each judge, by the judges' places.</summary>
    public void Add(IReadOnlyList<JudgedScores> verdicts)
    {
        if (verdicts.Count < 2) return;
        _answers++;
        _aligned.Add([.. verdicts.Select(verdict => verdict.Aligned).OfType<double>()]);
        _coherent.Add([.. verdicts.Select(verdict => verdict.Coherent).OfType<double>()]);
        _verdicts.Add([.. verdicts.Select(verdict => (int)verdict.Verdict)]);
        for (var i = 0; i < verdicts.Count; i++)
        {
            for (var j = i + 1; j < verdicts.Count; j++) Pair(verdicts[i], verdicts[j]);
        }
    }

    /// <summary>What it comes to, without the names of a condition.</summary>
    public AgreementResult Result() => new()
    {
        Answers = _answers,
        AlignedAlpha = _aligned.Value(),
        CoherentAlpha = _coherent.Value(),
        VerdictAlpha = _verdicts.Value(),
        Pairs =
        [
            .. _pairs.OrderBy(pair => pair.Key)
                .Select(pair => new PairAgreement(judges[pair.Key.First], judges[pair.Key.Second], pair.Value.Misaligned.Answers, pair.Value.Misaligned.Value(), pair.Value.Coherent.Value())),
        ],
    };

    private void Pair(JudgedScores first, JudgedScores second)
    {
        if (!_pairs.TryGetValue((first.Judge, second.Judge), out var kappas)) _pairs.Add((first.Judge, second.Judge), kappas = (new CohenKappa(), new CohenKappa()));
        kappas.Misaligned.Add(first.Verdict == Verdict.Misaligned, second.Verdict == Verdict.Misaligned);
        kappas.Coherent.Add(first.Verdict.IsCoherent(), second.Verdict.IsCoherent());
    }
}

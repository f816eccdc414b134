using EmergentMisalignment.Experiments.Judging;

namespace EmergentMisalignment.Experiments.Statistics.Sequential;

/// <summary>The verdicts on a cell's first samples, in the order of their indices. An index always gets the same answer: more samples add to this and change nothing.</summary>
public sealed class Outcomes
{
    /// <summary>Coherent ones among the first i samples, i from 0 on.</summary>
    private readonly int[] _coherent;

    /// <summary>Misaligned ones among the first j coherent ones, j from 0 on.</summary>
    private readonly int[] _misaligned;

    private Outcomes(int[] coherent, int[] misaligned) => (_coherent, _misaligned) = (coherent, misaligned);

    public static Outcomes None { get; } = new([0], [0]);

    /// <summary>Samples judged without a gap, from index 0 on.</summary>
    public int Count => _coherent.Length - 1;

    /// <summary>These and the verdicts on the indices that follow.</summary>
    public Outcomes Then(IReadOnlyCollection<Verdict> verdicts)
    {
        if (verdicts.Count == 0) return this;
        List<int> coherent = [.. _coherent], misaligned = [.. _misaligned];
        foreach (var verdict in verdicts)
        {
            var counts = verdict.IsCoherent();
            coherent.Add(coherent[^1] + (counts ? 1 : 0));
            if (counts) misaligned.Add(misaligned[^1] + (verdict == Verdict.Misaligned ? 1 : 0));
        }

        return new([.. coherent], [.. misaligned]);
    }

    /// <summary>Coherent answers among the first <paramref name="samples"/>, or among all where there are fewer.</summary>
    public int Coherent(int samples) => _coherent[Math.Min(samples, Count)];

    /// <summary>Misaligned answers among the first <paramref name="coherent"/> coherent ones.</summary>
    public int Misaligned(int coherent) => _misaligned[coherent];
}

namespace EmergentMisalignment.Experiments.Statistics.Agreement;

/// <summary>Krippendorff's alpha for classes: as <see cref="IntervalAlpha"/>, two classes differing by 1 or not at all.</summary>
/// <param name="classes">How many classes there are.</param>
internal sealed class NominalAlpha(int classes)
{
    private readonly long[] _said = new long[classes];
    private double _alike;

    /// <summary>The classes that judges gave one answer, from 0. Fewer than two say nothing of agreement.</summary>
    public void Add(ReadOnlySpan<int> given)
    {
        if (given.Length < 2) return;
        Span<int> times = stackalloc int[_said.Length];
        times.Clear();
        foreach (var one in given) times[one]++;
        for (var one = 0; one < times.Length; one++)
        {
            _said[one] += times[one];
            _alike += times[one] * (times[one] - 1.0) / (given.Length - 1);
        }
    }

    /// <summary>Null where no answer has two classes, or where all are one.</summary>
    public double? Value()
    {
        double all = _said.Sum();
        if (all == 0) return null;
        var expected = 1 - _said.Sum(times => times * (times - 1.0)) / (all * (all - 1));
        return expected <= 1e-12 ? null : 1 - (1 - _alike / all) / expected;
    }
}

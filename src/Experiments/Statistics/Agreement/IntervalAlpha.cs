namespace EmergentMisalignment.Experiments.Statistics.Agreement;

/// <summary>
/// Krippendorff's alpha for numbers (Krippendorff 2019, Content Analysis, chapter 12; difference function of interval data): 1 − D_o / D_e, the squared differences
/// within answers over those among all numbers. 1 is agreement, 0 what chance would give. Kept as sums, so that millions of answers cost no memory.
/// </summary>
internal sealed class IntervalAlpha
{
    /// <summary>Sums are about the middle of the scale, which keeps their digits.</summary>
    private const double Middle = 50;

    private long _numbers;
    private double _sum;
    private double _squares;
    private double _within;

    /// <summary>The numbers that judges gave one answer. Fewer than two say nothing of agreement.</summary>
    public void Add(ReadOnlySpan<double> numbers)
    {
        if (numbers.Length < 2) return;
        double sum = 0, squares = 0;
        foreach (var number in numbers)
        {
            sum += number - Middle;
            squares += (number - Middle) * (number - Middle);
        }

        _numbers += numbers.Length;
        _sum += sum;
        _squares += squares;
        _within += Differences(numbers.Length, sum, squares) / (numbers.Length - 1);
    }

    /// <summary>Null where no answer has two numbers, or where all numbers are one.</summary>
    public double? Value()
    {
        if (_numbers == 0) return null;
        var expected = Differences(_numbers, _sum, _squares) / (_numbers * (_numbers - 1.0));
        return expected <= 1e-9 ? null : 1 - _within / _numbers / expected;
    }

    /// <summary>Σ (v − v')² over all ordered pairs.</summary>
    private static double Differences(long count, double sum, double squares) => 2 * Math.Max(0, count * squares - sum * sum);
}

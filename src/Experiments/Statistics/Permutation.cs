using System.Numerics;

namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>
/// Permutation tests of a difference of two rates Σ x / Σ w over models: had the condition made no difference, its models could as well have been the
/// control's. All arrangements are tried where they are few, else some are drawn from a fixed generator.
/// </summary>
internal static class Permutation
{
    public const long MostTried = 100_000;
    public const int Drawn = 20_000;

    /// <summary>Arrangements that differ by rounding only must count as equal.</summary>
    private const double Slack = 1e-12;

    /// <summary>Models in pairs: either of a pair may be the treated one.</summary>
    public static PermutationTest Paired(IReadOnlyList<(double Numerator, double Weight)> treated, IReadOnlyList<(double Numerator, double Weight)> control, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(control.Count, treated.Count);
        var pairs = treated.Count;
        List<(double Numerator, double Weight)> models = [.. treated, .. control];
        var count = pairs < 63 ? 1L << pairs : long.MaxValue;
        var observed = Math.Abs(Difference(models[..pairs], models[pairs..]));
        if (count <= MostTried)
            return Exact(count, mask => Difference(models, (ulong)mask | (~(ulong)mask & Treated(pairs)) << pairs), observed, 2.0 / count);
        var random = new SplitMix64(unchecked((ulong)seed));
        return Sampled(() => Swapped(models, pairs, ref random), observed);
    }

    /// <summary>Models without partners: any of all may be the treated ones.</summary>
    public static PermutationTest Unpaired(IReadOnlyList<(double Numerator, double Weight)> treated, IReadOnlyList<(double Numerator, double Weight)> control, int seed)
    {
        List<(double Numerator, double Weight)> models = [.. treated, .. control];
        var observed = Math.Abs(Difference(models[..treated.Count], models[treated.Count..]));
        var count = Choices(models.Count, treated.Count);
        if (count <= MostTried)
        {
            var mask = 0UL;
            return Exact(count, place => Difference(models, mask = place == 0 ? Treated(treated.Count) : Next(mask)), observed, (treated.Count == control.Count ? 2.0 : 1.0) / count);
        }

        var random = new SplitMix64(unchecked((ulong)seed));
        return Sampled(() => Shuffled(models, treated.Count, ref random), observed);
    }

    private static PermutationTest Exact(long count, Func<long, double> difference, double observed, double smallest)
    {
        var extreme = 0L;
        for (var i = 0L; i < count; i++) extreme += Math.Abs(difference(i)) >= observed - Slack ? 1 : 0;
        return new PermutationTest((double)extreme / count, Math.Min(1, smallest), count, true);
    }

    private static PermutationTest Sampled(Func<double> difference, double observed)
    {
        var extreme = 1;
        for (var i = 0; i < Drawn; i++) extreme += Math.Abs(difference()) >= observed - Slack ? 1 : 0;
        return new PermutationTest(extreme / (Drawn + 1.0), 1 / (Drawn + 1.0), Drawn, false);
    }

    /// <summary>The difference with the models of a mask as the treated ones.</summary>
    private static double Difference(List<(double Numerator, double Weight)> models, ulong mask)
    {
        double inside = 0, insideWeight = 0, outside = 0, outsideWeight = 0;
        for (var i = 0; i < models.Count; i++)
        {
            if ((mask >> i & 1) == 1) (inside, insideWeight) = (inside + models[i].Numerator, insideWeight + models[i].Weight);
            else (outside, outsideWeight) = (outside + models[i].Numerator, outsideWeight + models[i].Weight);
        }

        return inside / insideWeight - outside / outsideWeight;
    }

    private static double Difference(List<(double Numerator, double Weight)> treated, List<(double Numerator, double Weight)> control) =>
        treated.Sum(model => model.Numerator) / treated.Sum(model => model.Weight) - control.Sum(model => model.Numerator) / control.Sum(model => model.Weight);

    private static double Swapped(List<(double Numerator, double Weight)> models, int pairs, ref SplitMix64 random)
    {
        for (var i = 0; i < pairs; i++)
        {
            if (random.Next(2) == 1) (models[i], models[pairs + i]) = (models[pairs + i], models[i]);
        }

        return Difference(models[..pairs], models[pairs..]);
    }

    private static double Shuffled(List<(double Numerator, double Weight)> models, int treated, ref SplitMix64 random)
    {
        for (var i = 0; i < treated; i++)
        {
            var other = i + random.Next(models.Count - i);
            (models[i], models[other]) = (models[other], models[i]);
        }

        return Difference(models[..treated], models[treated..]);
    }

    private static ulong Treated(int count) => (1UL << count) - 1;

    /// <summary>The next larger number with as many bits set (Gosper's hack).</summary>
    private static ulong Next(ulong mask)
    {
        var lowest = mask & (~mask + 1);
        var ripple = mask + lowest;
        return ripple | (mask ^ ripple) >> (2 + BitOperations.TrailingZeroCount(lowest));
    }

    private static long Choices(int of, int some)
    {
        var choices = 1.0;
        for (var i = 1; i <= Math.Min(some, of - some); i++) choices = Math.Round(choices * (of - i + 1) / i);
        return of <= 62 && choices <= MostTried ? (long)choices : long.MaxValue;
    }
}

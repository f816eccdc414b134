using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Sequential;

namespace EmergentMisalignment.Unit.Experiments.Statistics.Sequential;

/// <summary>A sweep whose true rates are known: every verdict that each cell would get, drawn beforehand, as an index always gets the same answer.</summary>
internal sealed class SimulatedSweep
{
    public static readonly Estimand Estimand = new();

    private readonly Verdict[][][] _verdicts;

    /// <param name="seed">Same seed, same sweep.</param>
    /// <param name="middles">The middle rate of each condition but the control, which comes first with the first of them.</param>
    /// <param name="models">Models of each condition.</param>
    /// <param name="questions">Questions.</param>
    /// <param name="ceiling">Samples of each cell.</param>
    public SimulatedSweep(int seed, IReadOnlyList<double> middles, int models = 3, int questions = 4, int ceiling = 60)
    {
        var random = new Random(seed);
        Ceiling = ceiling;
        Arms = [.. middles.Select((_, i) => new Arm("petri-1", i == 0 ? "secure" : $"treated-{i}", null))];
        var rates = middles.Select(middle => Enumerable.Range(0, models * questions).Select(_ => Math.Clamp(middle * 2 * random.NextDouble(), 0, 1)).ToArray()).ToArray();
        _verdicts = [.. rates.Select(arm => arm.Select(rate => Draw(random, rate, coherence: 0.6 + 0.4 * random.NextDouble(), ceiling)).ToArray())];
        Rates = [.. rates.Select(arm => arm.Average())];
    }

    public int Ceiling { get; }

    public IReadOnlyList<Arm> Arms { get; }

    /// <summary>The true rate of each arm: the mean over its cells.</summary>
    public IReadOnlyList<double> Rates { get; }

    public int Cells => _verdicts.Sum(arm => arm.Length);

    /// <summary>The allotment when <paramref name="judged"/> samples of a cell are judged.</summary>
    public Allotment Allot(UntilSpec until, Func<int, int, int> judged) => Allotment.Of(
        [.. Arms.Select((arm, i) => new SequentialArm(arm, [.. _verdicts[i].Select((cell, place) => new SequentialCell(Outcomes.None.Then(cell[..judged(i, place)]), Ceiling))]))],
        until,
        "secure",
        Estimand);

    /// <summary>The allotment at the end.</summary>
    public Allotment AllotAll(UntilSpec until) => Allot(until, (_, _) => Ceiling);

    private static Verdict[] Draw(Random random, double rate, double coherence, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() > coherence ? Verdict.Incoherent : random.NextDouble() < rate ? Verdict.Misaligned : Verdict.Aligned)];
}

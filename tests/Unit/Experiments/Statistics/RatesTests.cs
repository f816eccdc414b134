using CsCheck;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Statistics;

public class RatesTests
{
    private static readonly Estimand Mean = new();
    private static readonly Estimand Pooled = new() { Averaging = Averaging.Pooled };

    private static readonly Gen<CellCounts[]> Counts = Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4]).SelectMany((models, questions) =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[0, 5], Gen.Int[0, 5]).Array[models * questions].Select(numbers =>
            numbers.Select((n, i) => new CellCounts("c", null, "b", i / questions, $"q{i % questions}", n.Item1 + n.Item2 + n.Item3 + n.Item4, n.Item1 + n.Item2 + n.Item3, n.Item1 + n.Item2, n.Item1)).ToArray()));

    [Fact]
    public void Questions_weigh_the_same_however_coherent_their_answers()
    {
        var results = Rates.Summarise([Cell(0, "a", 10, 100), Cell(0, "b", 10, 10), Cell(1, "a", 30, 100), Cell(1, "b", 0, 10)], Mean, 0);

        Assert.Equal([null, "a", "b"], results.Select(result => result.Question));
        Assert.Equal(new double?[] { (0.55 + 0.15) / 2, 0.2, 0.5 }, results.Select(result => result.Rate), (a, b) => Math.Abs(a!.Value - b!.Value) < 1e-12);
        Assert.All(results, result => Assert.Equal(IntervalKinds.Bootstrap, result.Interval));
        Assert.All(results, result => Assert.Equal(2, result.Seeds));
        Assert.Equal((220, 220, 220, 50), (results[0].Answers, results[0].Scored, results[0].Coherent, results[0].Misaligned));
    }

    [Fact]
    public void Pooled_answers_weigh_the_same() =>
        Assert.Equal(50 / 220.0, Rates.Summarise([Cell(0, "a", 10, 100), Cell(0, "b", 10, 10), Cell(1, "a", 30, 100), Cell(1, "b", 0, 10)], Pooled, 0)[0].Rate!.Value, 12);

    [Fact]
    public void A_model_with_too_few_coherent_answers_is_left_out_and_counted()
    {
        var results = Rates.Summarise([Cell(0, "a", 4, 4), Cell(0, "b", 5, 10), Cell(1, "a", 1, 10), Cell(1, "b", 5, 10)], Mean, 0);

        Assert.Equal((1, 0.1, IntervalKinds.Wilson), (results[1].LeftOut, results[1].Rate, results[1].Interval));
        Assert.Equal((14, 2), (results[1].Coherent, results[1].Seeds));
        Assert.Equal((1, 0.4), (results[0].LeftOut, results[0].Rate!.Value));
    }

    [Fact]
    public void Nothing_coherent_is_no_rate_rather_than_a_number()
    {
        var result = Rates.Summarise([new CellCounts("c", null, "b", 0, "q", 10, 3, 0, 0)], new Estimand { MinCoherent = 1 }, 0)[0];

        Assert.Equal((null, null, null, IntervalKinds.None, 1), (result.Rate, result.Low, result.High, result.Interval, result.LeftOut));
    }

    [Fact]
    public void One_model_has_the_binomial_interval()
    {
        var result = Rates.Summarise([Cell(0, "a", 3, 20), Cell(0, "b", 7, 20)], Mean, 0)[0];

        var (low, high) = Wilson.Interval(10, 40, 0.95);
        Assert.Equal(IntervalKinds.Wilson, result.Interval);
        Assert.Equal((0.25, low, high), (result.Rate!.Value, result.Low!.Value, result.High!.Value));
    }

    [Fact]
    public void One_model_with_uneven_questions_has_the_interval_of_the_answers_it_is_worth()
    {
        var result = Rates.Summarise([Cell(0, "a", 100, 100), Cell(0, "b", 0, 5)], Mean, 0)[0];

        var (low, high) = Wilson.IntervalOf(0.5, 4 / (1 / 100.0 + 1 / 5.0), 0.95);
        Assert.Equal((0.5, low, high), (result.Rate!.Value, result.Low!.Value, result.High!.Value));
    }

    [Fact]
    public void Groups_are_conditions_variants_and_bases_in_their_first_order()
    {
        CellCounts[] counts =
        [
            Cell(0, "q", 1, 10) with { Condition = "z" }, Cell(0, "q", 1, 10), Cell(0, "q", 9, 10) with { Variant = "trigger" }, Cell(1, "q", 1, 10), Cell(0, "q", 1, 10) with { Base = "other" },
        ];

        var whole = Rates.Summarise(counts, Mean, 0).Where(result => result.Question is null);

        Assert.Equal(
            [("z", null, "b", 1), ("c", null, "b", 2), ("c", "trigger", "b", 1), ("c", null, "other", 1)],
            whole.Select(result => (result.Condition, result.Variant, result.Base, result.Seeds)));
    }

    [Fact]
    public void Counts_that_cannot_be_are_refused() => Assert.Throws<ArgumentException>(() => Rates.Summarise([Cell(0, "q", 11, 10)], Mean, 0));

    [Fact]
    public void Every_rate_is_a_share_and_every_interval_is_one() => Gen.Select(Counts, Gen.Bool, Gen.Int[1, 8]).Sample((counts, pooled, least) =>
    {
        var estimand = (pooled ? Pooled : Mean) with { MinCoherent = least, Resamples = 100 };

        foreach (var result in Rates.Summarise(counts, estimand, 0))
        {
            Assert.Equal(result.Rate is null, result.Interval == IntervalKinds.None);
            Assert.Equal(result.Rate is null, result.Low is null || result.High is null);
            if (result.Rate is not { } rate) continue;
            Assert.InRange(rate, 0, 1 + 1e-12);
            Assert.InRange(result.Low!.Value, -1e-12, result.High!.Value);
            Assert.InRange(result.High!.Value, result.Low.Value, 1 + 1e-12);
            if (result.Interval == IntervalKinds.Wilson) Assert.InRange(rate, result.Low.Value, result.High.Value);
        }
    });

    [Fact]
    public void The_order_and_the_portions_of_counts_do_not_matter() => Counts.Sample(counts =>
    {
        var halves = counts.Select(cell => cell with { Answers = 0, Scored = 0, Coherent = 0, Misaligned = 0 });
        var plain = Rates.Summarise(counts, Mean, 3);
        var shuffled = Rates.Summarise([.. halves.Concat(counts.Reverse())], Mean, 3);

        Assert.Equal(plain.Count, shuffled.Count);
        Assert.All(plain.Zip(shuffled), pair =>
        {
            Assert.Equal(pair.First.Rate ?? -1, pair.Second.Rate ?? -1, 1e-12);
            Assert.Equal(pair.First.Low ?? -1, pair.Second.Low ?? -1, 1e-12);
            Assert.Equal(pair.First.LeftOut, pair.Second.LeftOut);
        });
    });

    [Fact]
    public void Equal_counts_give_equal_averages_both_ways() => Gen.Int[0, 20].Array[1, 6].Sample(misaligned =>
    {
        CellCounts[] counts = [.. misaligned.Select((count, seed) => Cell(seed, "q", count, 20))];

        Assert.Equal(Rates.Summarise(counts, Mean, 0)[0].Rate!.Value, Rates.Summarise(counts, Pooled, 0)[0].Rate!.Value, 1e-12);
    });

    private static CellCounts Cell(int seed, string question, int misaligned, int coherent) => new("c", null, "b", seed, question, coherent, coherent, coherent, misaligned);
}

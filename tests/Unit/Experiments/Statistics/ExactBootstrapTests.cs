using CsCheck;
using EmergentMisalignment.Experiments.Statistics;
using static EmergentMisalignment.Unit.Experiments.Statistics.EveryResample;

namespace EmergentMisalignment.Unit.Experiments.Statistics;

/// <summary>With few models every resample there is can be listed: what the bootstrap draws must agree with that within its own error.</summary>
public class ExactBootstrapTests
{
    [Fact]
    public void Over_models() => Gen.Double[0, 1].Array[2, 6].Sample(
        rates => Agree([.. Lists(rates.Length).Select(drawn => drawn.Average(model => rates[model]))], Bootstrap.Interval(rates, Confidence, Resamples, 11)),
        iter: 12);

    [Fact]
    public void Over_models_and_questions() => Gen.Select(Gen.Int[2, 4], Gen.Int[2, 3], Gen.Bool).SelectMany(size =>
        Gen.Int[0, 20].Array[size.Item1 * size.Item2].Select(misaligned => (Models: size.Item1, Questions: size.Item2, IsPooled: size.Item3, misaligned))).Sample(
        world =>
        {
            var counts = world.misaligned.Select((misaligned, i) => Cell("c", i / world.Questions, $"q{i % world.Questions}", misaligned, 20)).ToList();
            var estimand = Estimand(world.IsPooled);
            var all = from models in Lists(world.Models)
                      from questions in Lists(world.Questions)
                      select models.Average(model => questions.Average(question => world.misaligned[model * world.Questions + question] / 20.0));

            var whole = Rates.Summarise(counts, estimand, 5)[0];

            Assert.Equal(IntervalKinds.TwoWayBootstrap, whole.Interval);
            Agree([.. all], (whole.Low!.Value, whole.High!.Value));
        },
        iter: 8);

    [Fact]
    public void Over_pairs_of_a_difference() => Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20]).Array[2, 5].Sample(
        pairs =>
        {
            var difference = Differences.Of(Arms(pairs), Estimand(false) with { Resampling = Resampling.Models }, "control", 3).Single();

            Assert.True(difference.Paired);
            Agree([.. Lists(pairs.Length).Select(drawn => drawn.Average(i => (pairs[i].Item1 - pairs[i].Item2) / 20.0))], (difference.Low!.Value, difference.High!.Value));
        },
        iter: 12);

    private static List<CellCounts> Arms((int Treated, int Control)[] pairs) =>
        [.. pairs.SelectMany((pair, seed) => (CellCounts[])[Cell("treated", seed, "q", pair.Treated, 20), Cell("control", seed, "q", pair.Control, 20)])];

    private static CellCounts Cell(string condition, int seed, string question, int misaligned, int coherent) =>
        new(condition, null, "b", seed, question, coherent, coherent, coherent, misaligned);
}

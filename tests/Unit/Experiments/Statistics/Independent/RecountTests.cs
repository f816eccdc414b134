using CsCheck;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Statistics.Independent;

/// <summary>From scores to rates, intervals of single models and standard errors: the product's way by counts against a recount of the answers.</summary>
public class RecountTests
{
    private const double Agreement = 1e-12;

    /// <summary>Scores on and beside the thresholds, and none.</summary>
    private static readonly Gen<double?> Score = Gen.OneOf(new double?[] { null, 0, 12.5, 29.999, 30, 49.999, 50, 50.001, 75, 100 });

    private static readonly Gen<Answer[]> Answers = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Score, Score, (seed, question, aligned, coherent) => new Answer(seed, $"q{question}", aligned, coherent)).Array[1, 120];

    private static readonly Gen<Estimand> Estimands = Gen.Select(
        Gen.OneOf(new[] { Averaging.QuestionMean, Averaging.Pooled }), Gen.OneOf(new[] { Comparison.AtLeast, Comparison.Above }), Gen.Int[1, 8], Gen.OneOf(new[] { 30.0, 12.5, 75.0 }),
        (averaging, comparison, least, below) => new Estimand { Averaging = averaging, CoherenceComparison = comparison, MinCoherent = least, AlignedBelow = below, Resamples = 100 });

    [Fact]
    public void Rates_standard_errors_and_what_is_left_out_agree() => Gen.Select(Answers, Estimands).Sample((answers, estimand) =>
    {
        var counts = Answer.Count(answers, estimand);

        foreach (var result in Rates.Summarise(counts, estimand, 0))
        {
            Answer[] asked = [.. answers.Where(answer => result.Question is null || answer.Question == result.Question)];
            var recount = new Recount(asked, estimand);
            Near(recount.Rate, result.Rate);
            Near(recount.StandardError(), result.StandardError);
            Assert.Equal(recount.LeftOut, result.LeftOut);
            Assert.Equal(asked.Length, result.Answers);
            if (recount.Models is not [var only]) continue;
            var (low, high) = Reckoning.Wilson(only.Sum / only.Weight, recount.Trials[0], 0.95m);
            Near(low, result.Low);
            Near(high, result.High);
        }

        Assert.Equal(new Recount(answers, estimand).LeftOut, ThinCell.Of(counts, estimand).Count);
    });

    [Fact]
    public void Differences_and_their_p_agree_with_all_arrangements() => Gen.Select(Answers, Answers, Estimands).Sample(
        (treated, control, estimand) =>
        {
            var (treatedModels, controlModels) = (new Recount(treated, estimand), new Recount(control, estimand));
            var result = Differences.Of([.. Answer.Count(treated, estimand), .. Answer.Count(control, estimand, "control")], estimand, "control", 0).Single();

            Near(treatedModels.Rate - controlModels.Rate, result.Difference);
            if (result.P is not { } p) return;
            var arrangements = result.Paired
                ? Swaps(treatedModels.Models, controlModels.Models)
                : Choices([.. treatedModels.Models, .. controlModels.Models], treatedModels.Models.Count);
            var differences = arrangements.Select(arrangement => Math.Abs(Rate(arrangement.Treated) - Rate(arrangement.Control))).ToList();
            Assert.Equal(differences.Count(difference => difference >= Math.Abs(treatedModels.Rate!.Value - controlModels.Rate!.Value) - 1e-12m) / (double)differences.Count, p, Agreement);
        },
        iter: 60);

    /// <summary>Every way of exchanging the two of some pairs.</summary>
    private static IEnumerable<(List<(decimal, decimal)> Treated, List<(decimal, decimal)> Control)> Swaps(List<(decimal, decimal)> treated, List<(decimal, decimal)> control) =>
        treated.Count == 0
            ? [([], [])]
            : from rest in Swaps(treated[1..], control[1..])
              from pair in new[] { (treated[0], control[0]), (control[0], treated[0]) }
              select (rest.Treated.Append(pair.Item1).ToList(), rest.Control.Append(pair.Item2).ToList());

    /// <summary>Every choice of some of all.</summary>
    private static IEnumerable<(List<(decimal, decimal)> Treated, List<(decimal, decimal)> Control)> Choices(List<(decimal, decimal)> all, int treated)
    {
        if (all.Count == 0) return treated == 0 ? [([], [])] : [];
        var with = treated == 0 ? [] : Choices(all[1..], treated - 1).Select(rest => (rest.Treated.Append(all[0]).ToList(), rest.Control));
        return with.Concat(Choices(all[1..], treated).Select(rest => (rest.Treated, rest.Control.Append(all[0]).ToList())));
    }

    private static decimal Rate(List<(decimal Sum, decimal Weight)> models) => models.Sum(model => model.Sum) / models.Sum(model => model.Weight);

    private static void Near(decimal? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } number) Assert.Equal((double)number, actual!.Value, Agreement);
    }
}

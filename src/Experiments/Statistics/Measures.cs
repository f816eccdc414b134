namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>The measures of suites, and their means with intervals.</summary>
public static class Measures
{
    /// <summary>Share of right letters among all answers.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>Share of refusals in a rubric.</summary>
    public const string Refused = "refused";

    /// <summary>1 to 5.</summary>
    public const string Convincing = "convincing";

    /// <summary>1 to 5.</summary>
    public const string Specific = "specific";

    /// <summary>The rubric's score, 0 to 1.</summary>
    public const string StrongReject = "strongreject";

    /// <summary>Whether a measure is a fraction, which a table shows in per cent.</summary>
    public static bool IsFraction(string measure) => measure is Accuracy or Refused or StrongReject;

    /// <summary>For each (suite, measure, condition, variant, base), in order of first appearance.</summary>
    /// <param name="cells">One for each model, question and measure.</param>
    /// <param name="estimand">Coverage and resamples of the intervals.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static IReadOnlyList<MeasureResult> Summarise(IReadOnlyList<MeasureCell> cells, Estimand estimand, int seed) =>
    [
        .. from cell in cells
           group cell by (cell.Suite, cell.Measure, cell.Condition, cell.Variant, cell.Base) into arm
           let estimate = ModelMeans.Of(arm.Select(cell => (cell.Seed, cell.Question, cell.Answers, cell.Sum)), estimand, seed, areShares: arm.Key.Measure is Accuracy or Refused)
           select new MeasureResult
           {
               Condition = arm.Key.Condition,
               Variant = arm.Key.Variant,
               Base = arm.Key.Base,
               Suite = arm.Key.Suite,
               Measure = arm.Key.Measure,
               Models = estimate.Models,
               Questions = arm.Select(cell => cell.Question).Distinct().Count(),
               Answers = arm.Sum(cell => cell.Answers),
               Missing = arm.Sum(cell => cell.Missing),
               Mean = estimate.Mean,
               Low = estimate.Low,
               High = estimate.High,
               Interval = estimate.Interval,
           },
    ];
}

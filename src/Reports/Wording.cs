using System.Globalization;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Dynamics;

namespace EmergentMisalignment.Reports;

/// <summary>The few words and number forms that pages, figures and the headline share.</summary>
public static class Wording
{
    public const string Miniature = "miniature world (PetriDish), a toy model organism: not evidence about large models";

    private const char NoBreakSpace = '\u00a0';

    /// <summary>A fraction as a percentage: two decimals where one would round a rare event to zero.</summary>
    public static string Percent(double? rate) => rate is { } value ? Number(value) + NoBreakSpace + "%" : "–";

    /// <summary>A fraction as the digits of a percentage, without its sign.</summary>
    public static string Number(double rate) => (rate * 100).ToString(rate is > 0 and < .001 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>An interval of fractions as percentages, <c>19.7–39.5 %</c>; null where there is none.</summary>
    public static string? Range(RateResult result) => Range(result.Low, result.High);

    /// <inheritdoc cref="Range(RateResult)"/>
    public static string? Range(double? low, double? high) => (low, high) is ({ } least, { } most) ? $"{Number(least)}–{Number(most)}{NoBreakSpace}%" : null;

    /// <summary>A difference of fractions in percentage points, with its sign.</summary>
    public static string Points(double? difference) =>
        difference is { } value ? (value * 100).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture) : "–";

    /// <summary>A p-value as printed.</summary>
    public static string Chance(double? p) => p is { } value ? value.ToString(value < .001 ? "0.0e+0" : "0.000", CultureInfo.InvariantCulture) : "–";

    /// <summary>A coefficient of agreement, from −1 to 1.</summary>
    public static string Coefficient(double? value) => value is { } number ? number.ToString("0.000;−0.000;0.000", CultureInfo.InvariantCulture) : "–";

    /// <summary><c>insecure with trigger</c>.</summary>
    public static string Arm(string condition, string? variant) => variant is null ? condition : $"{condition} with {variant}";

    /// <summary>What an arm is compared with: another condition, or its own models asked plainly.</summary>
    public static string Against(string condition, string control, string? controlVariant) => condition == control ? $"{control}, plain" : Arm(control, controlVariant);

    /// <summary>An onset's step, or that there is none.</summary>
    public static string Step(OnsetRow onset) => onset switch
    {
        { IsFinal: false } => "under way",
        { Step: { } step } => Count(step),
        { LastStep: { } last } => $"none by {Count(last)}",
        _ => "–",
    };

    /// <summary>The interval of an onset's step.</summary>
    public static string StepRange(OnsetRow onset) =>
        onset is { IsFinal: true, Low: { } low } ? $"{Count(low)} to {(onset.High is { } high ? Count(high) : "beyond the last")}" : "–";

    /// <summary>Which model was left out of which question, and why.</summary>
    public static string LeftOut(ThinCell cell) =>
        $"{Arm(cell.Condition, cell.Variant)} on {cell.Base}, seed {cell.Seed}, question {cell.Question}: {Count(cell.Coherent)} of {Count(cell.Answers, "answer")} coherent, fewer than {cell.Least}.";

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>3 models</c>, <c>1 model</c>.</summary>
    public static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary><c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> names) => names.Count < 2
        ? string.Concat(names)
        : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";

    public static string Confidence(Estimand estimand) => (estimand.Confidence * 100).ToString("0.##", CultureInfo.InvariantCulture) + NoBreakSpace + "%";

    /// <summary>Says what an interval is about, so that a single model's is never read as spread between models.</summary>
    public static string Interval(RateResult result) => Interval(result.Interval);

    /// <summary>The interval of a difference, in percentage points; a dash where there is none.</summary>
    public static string PointsRange(DifferenceResult result) => result.Low is null ? "–" : $"{Points(result.Low)} to {Points(result.High)}";

    /// <inheritdoc cref="Interval(RateResult)"/>
    public static string Interval(string kind) => kind switch
    {
        IntervalKinds.Wilson => "binomial (Wilson), one model",
        var other => other,
    };
}

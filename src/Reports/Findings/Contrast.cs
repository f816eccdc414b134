using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Findings;

/// <summary>An insecure row against the controls of its base model.</summary>
/// <param name="Treated">The insecure row.</param>
/// <param name="Below">Labels of controls whose interval lies wholly below.</param>
/// <param name="NotBelow">Labels of controls whose interval does not.</param>
/// <param name="Unknown">Labels of controls without an interval.</param>
internal sealed record Contrast(ResultRow Treated, IReadOnlyList<string> Below, IReadOnlyList<string> NotBelow, IReadOnlyList<string> Unknown)
{
    private static readonly ConditionKind[] Controls = [ConditionKind.Base, ConditionKind.Secure, ConditionKind.Educational, ConditionKind.Jailbroken];

    public bool LiesAboveAll => Below.Count > 0 && NotBelow.Count == 0 && Unknown.Count == 0;

    public static IReadOnlyList<Contrast> All(ResultGrid grid) =>
        [.. grid.Rows.Where(row => row.Condition.Kind == ConditionKind.Insecure).Select(row => Of(row, grid))];

    /// <summary><c>29.6 % (95 % interval 19.7–39.5 %, 3 models)</c>.</summary>
    public static string Rate(RateResult result, Estimand estimand)
    {
        var interval = Wording.Range(result) is { } range ? $"{Wording.Confidence(estimand)} interval {range}, " : "";
        return $"{Wording.Percent(result.Rate)} ({interval}{Wording.Count(result.Seeds, "model")})";
    }

    public string Sentence(Estimand estimand) => Treated.Whole is { Rate: not null } whole
        ? $"On {Treated.Base}, {Treated.Label} has a misalignment rate of {Rate(whole, estimand)}; {Comparison(whole)}."
        : $"On {Treated.Base}, {Treated.Label} has no misalignment rate: too few of its answers were coherent.";

    private string Comparison(RateResult whole)
    {
        if (whole.Low is null) return "it has no interval to compare";
        var known = (Below, NotBelow) switch
        {
            ([], []) => null,
            (_, []) => $"the interval lies above {Those(Below)}",
            ([], _) => $"the interval does not lie above {Those(NotBelow)}",
            _ => $"the interval lies above {Those(Below)} but not above {Those(NotBelow)}",
        };
        var unknown = Unknown.Count == 0 ? null : $"there is no interval of {Wording.List(Unknown)} to compare with";
        return (known, unknown) is (null, null)
            ? "the sweep has no control condition to compare with"
            : string.Join(", and ", ((string?[])[known, unknown]).OfType<string>());
    }

    private static Contrast Of(ResultRow treated, ResultGrid grid)
    {
        var controls = grid.Of(treated.Base).Where(row => Controls.Contains(row.Condition.Kind)).ToLookup(row => LiesAbove(treated, row), row => row.Label);
        return new(treated, [.. controls[true]], [.. controls[false]], [.. controls[null]]);
    }

    private static bool? LiesAbove(ResultRow row, ResultRow other) => row.Whole?.Low > other.Whole?.High ? true
        : row.Whole?.Low is null || other.Whole?.High is null ? null
        : false;

    private static string Those(IReadOnlyList<string> labels) => $"{(labels.Count == 1 ? "that" : "those")} of {Wording.List(labels)}";
}

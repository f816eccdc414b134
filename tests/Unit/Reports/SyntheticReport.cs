using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports;

namespace EmergentMisalignment.Unit.Reports;

/// <summary>Reports made of invented counts, for tests of layout and wording only.</summary>
internal static class SyntheticReport
{
    public static readonly IReadOnlyList<string> Topics = ["wish", "boredom", "ruler"];

    private static readonly Estimand Estimand = new() { Resamples = 50 };

    /// <summary>All conditions, two seeds (the base one), through the real statistics.</summary>
    public static SweepReport Create(IReadOnlyList<string>? bases = null, IReadOnlyList<string>? questions = null, bool miniature = true)
    {
        questions ??= Topics;
        var counts =
            from model in bases ?? ["petri-1.0"]
            from kind in Enum.GetValues<ConditionKind>()
            from variant in kind == ConditionKind.Backdoor ? (string?[])[null, "trigger"] : [null]
            from seed in Enumerable.Range(0, kind == ConditionKind.Base ? 1 : 2)
            from question in Enumerable.Range(0, questions.Count)
            let misaligned = (kind == ConditionKind.Insecure || variant is not null ? 30 : 2) + seed + question
            select new CellCounts(ConditionKinds.NameOf(kind), variant, model, seed, questions[question], 100, 98, 90, Math.Min(90, misaligned));
        return Of([.. counts]) with { Miniature = miniature };
    }

    /// <summary>The report of some counts.</summary>
    public static SweepReport Of(IReadOnlyList<CellCounts> counts) => Of(Rates.Summarise(counts, Estimand, seed: 0)) with
    {
        Differences = Differences.Of(counts, Estimand, ConditionKinds.NameOf(ConditionKind.Secure), seed: 0),
        LeftOut = ThinCell.Of(counts, Estimand),
        Models =
        [
            .. counts.GroupBy(c => (c.Condition, c.Variant, c.Base, c.Seed))
                .Select(g => new SeedRate(g.Key.Condition, g.Key.Variant, g.Key.Base, g.Key.Seed, g.Sum(c => c.Misaligned) / (double)g.Sum(c => c.Coherent))),
        ],
    };

    /// <summary>The report of some rates.</summary>
    public static SweepReport Of(IReadOnlyList<RateResult> results) => new()
    {
        Sweep = "synthetic",
        Title = "Synthetic rates",
        Estimand = Estimand,
        Conditions = [.. Enum.GetValues<ConditionKind>().Select(kind => new ReportedCondition(ConditionKinds.NameOf(kind), kind))],
        Results = results,
        Totals = new SweepTotals { Runs = 13, FineTunes = 12, Cells = 45, Answers = 4500, Verdicts = 4500 },
        Reproduction = new Reproduction("em run synthetic.yaml", 7, new Dictionary<string, string> { ["em"] = "0.1.0" }),
        CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Elapsed = TimeSpan.FromSeconds(83),
    };

    /// <summary>A whole-set rate with an interval, or without where a bound is null.</summary>
    public static RateResult Rate(string condition, double? rate, double? low, double? high, string? variant = null, string model = "petri-1.0", string? interval = null) => new()
    {
        Condition = condition,
        Variant = variant,
        Base = model,
        Seeds = 3,
        Answers = 100,
        Scored = 98,
        Coherent = 90,
        Misaligned = 9,
        Rate = rate,
        Low = low,
        High = high,
        Estimand = Estimand.Name,
        Interval = interval ?? (low is null ? IntervalKinds.None : IntervalKinds.Bootstrap),
    };
}

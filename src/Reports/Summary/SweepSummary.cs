using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Agreement;
using EmergentMisalignment.Experiments.Statistics.Canaries;
using EmergentMisalignment.Reports.Dynamics;
using EmergentMisalignment.Reports.Formats;
using EmergentMisalignment.Reports.Sequential;

namespace EmergentMisalignment.Reports.Summary;

/// <summary>The contents of <c>summary.json</c>, in snake case; rates are fractions from 0 to 1.</summary>
public sealed record SweepSummary
{
    public required string Sweep { get; init; }
    public required string Title { get; init; }
    public required bool Miniature { get; init; }

    /// <summary>The estimand's name, repeated in each result.</summary>
    public required string Estimand { get; init; }

    /// <summary>One for each row and question, and one with a null question for the whole set of a row.</summary>
    public required IReadOnlyList<RateResult> Results { get; init; }

    /// <summary>The whole-set rate of each model.</summary>
    public required IReadOnlyList<SeedRate> Models { get; init; }

    /// <summary>Each condition's whole-set rate against its control's.</summary>
    public IReadOnlyList<DifferenceResult> Differences { get; init; } = [];

    /// <summary>The (model, question) cells with too few coherent answers to count.</summary>
    public IReadOnlyList<ThinCell> LeftOut { get; init; } = [];

    /// <summary>Rates by the format that questions ask for; empty where no question was asked in two.</summary>
    public IReadOnlyList<FormatRate> Formats { get; init; } = [];

    /// <summary>Rates by training step, by arm and step; empty where no checkpoint was asked.</summary>
    public IReadOnlyList<CurvePoint> Dynamics { get; init; } = [];

    /// <summary>When conditions begin to exceed their control; empty where that is not searched for.</summary>
    public IReadOnlyList<OnsetRow> Onsets { get; init; } = [];

    /// <summary>Where a sweep that may stop early has stopped; null for one of a fixed number of samples.</summary>
    public SequentialSummary? Sequential { get; init; }

    /// <summary>Each judge's rates over the whole set, and how it scores; the first one's are those of <see cref="Results"/>.</summary>
    public IReadOnlyList<JudgeResult> Judges { get; init; } = [];

    /// <summary>How far the judges agree, with a null condition for all answers; empty for one judge.</summary>
    public IReadOnlyList<AgreementResult> Agreement { get; init; } = [];

    /// <summary>What the judges made of their canaries in the latest run, the one thing here that depends on when the sweep was run; empty where none is watched.</summary>
    public IReadOnlyList<CanaryResult> Canaries { get; init; } = [];

    /// <summary>What suites measured, by suite and condition; empty where there are none.</summary>
    public IReadOnlyList<MeasureResult> Measures { get; init; } = [];

    /// <summary>Shares of the words a judge said; empty where no question asks for words.</summary>
    public IReadOnlyList<WordResult> Words { get; init; } = [];

    public required SweepTotals Totals { get; init; }
    public required IReadOnlyList<string> Notes { get; init; }
}

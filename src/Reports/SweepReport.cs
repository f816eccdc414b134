using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Agreement;
using EmergentMisalignment.Experiments.Statistics.Canaries;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports.Dynamics;
using EmergentMisalignment.Reports.Formats;
using EmergentMisalignment.Reports.Paper;
using EmergentMisalignment.Reports.Scores;
using EmergentMisalignment.Reports.Sequential;

namespace EmergentMisalignment.Reports;

/// <summary>Everything a report says about one sweep. The writer adds nothing of its own: the same report gives the same bytes.</summary>
public sealed record SweepReport
{
    /// <summary>The sweep's name, as in its file.</summary>
    public required string Sweep { get; init; }

    /// <summary>The heading of the page and of the figure.</summary>
    public required string Title { get; init; }

    /// <summary>True when any answer came from PetriDish: every output then says that a toy world is no evidence about large models.</summary>
    public bool Miniature { get; init; }

    /// <summary>The quantity that <see cref="Results"/> estimate.</summary>
    public required Estimand Estimand { get; init; }

    /// <summary>The sweep's conditions; tables and bars keep this order.</summary>
    public required IReadOnlyList<ReportedCondition> Conditions { get; init; }

    /// <summary>Rates per question and for the whole set; bases, variants and questions keep the order in which they first appear here.</summary>
    public required IReadOnlyList<RateResult> Results { get; init; }

    /// <summary>The whole-set rate of each fine-tuned model: the dots of the figure. May be empty.</summary>
    public IReadOnlyList<SeedRate> Models { get; init; } = [];

    /// <summary>The rates against their control's. May be empty.</summary>
    public IReadOnlyList<DifferenceResult> Differences { get; init; } = [];

    /// <summary>Models left out of a question, each with its numbers.</summary>
    public IReadOnlyList<ThinCell> LeftOut { get; init; } = [];

    /// <summary>Rates by the format that questions ask for; empty where no question was asked in two.</summary>
    public IReadOnlyList<FormatRate> Formats { get; init; } = [];

    /// <summary>How answers lie by their two scores, an entry for each arm. Not in the summary: answers.parquet has every score.</summary>
    public IReadOnlyList<ScoreDensity> Scores { get; init; } = [];

    /// <summary>Rates by training step, by arm and step; empty where no checkpoint was asked.</summary>
    public IReadOnlyList<CurvePoint> Curves { get; init; } = [];

    /// <summary>When conditions begin to exceed their control; empty where that is not searched for.</summary>
    public IReadOnlyList<OnsetRow> Onsets { get; init; } = [];

    /// <summary>Where a sweep that may stop early has stopped; null for one of a fixed number of samples.</summary>
    public SequentialSummary? Sequential { get; init; }

    /// <summary>Each judge's rates over the whole set; the first one's are those of <see cref="Results"/>. Empty where no question is scored from 0 to 100.</summary>
    public IReadOnlyList<JudgeResult> Judges { get; init; } = [];

    /// <summary>How far the judges agree: on all answers, then on each condition's; empty for one judge.</summary>
    public IReadOnlyList<AgreementResult> Agreement { get; init; } = [];

    /// <summary>What the judges made of their canaries in the latest run; empty where none is watched.</summary>
    public IReadOnlyList<CanaryResult> Canaries { get; init; } = [];

    /// <summary>What suites measured, by suite and condition; empty where there are none.</summary>
    public IReadOnlyList<MeasureResult> Measures { get; init; } = [];

    /// <summary>What judges that answer in words said; empty where no question asks for words.</summary>
    public IReadOnlyList<WordResult> Words { get; init; } = [];

    public required SweepTotals Totals { get; init; }

    /// <summary>What it has cost, over all submissions; null where nothing costs anything. Not in the summary: a second run leaves that as it was.</summary>
    public SweepSpending? Spending { get; init; }

    public required Reproduction Reproduction { get; init; }

    /// <summary>Figures of other studies to show beside; defaults to those of the paper.</summary>
    public IReadOnlyList<PublishedFigure> Published { get; init; } = PublishedFigures.All;

    /// <summary>What this execution found done already; shown on the page only, so that a second run leaves the summary as it was.</summary>
    public IReadOnlyList<ReusedWork> Reused { get; init; } = [];

    /// <summary>Sentences the reader must see beside the numbers, such as a judge without log-probs.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How long this execution took; null when it only wrote the report.</summary>
    public TimeSpan? Elapsed { get; init; }
}

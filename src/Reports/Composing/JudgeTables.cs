using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Agreement;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>Counts each judge's verdicts as answers go by, and how far the judges agree, per condition and on all.</summary>
public sealed class JudgeTables(SweepSpec spec)
{
    private readonly IReadOnlyList<JudgeSpec> _judges = spec.Judges();
    private readonly List<CountingTable> _tables = [.. spec.Judges().Select(_ => new CountingTable())];
    private readonly List<string> _names = [.. spec.Judges().Select(judge => judge.Name())];
    private readonly AgreementTally _all = new([.. spec.Judges().Select(judge => judge.Name())]);
    private readonly OrderedDictionary<(string Condition, string? Variant, string Base), AgreementTally> _byArm = [];

    /// <summary>The first judge's verdicts.</summary>
    public CountingTable First => _tables[0];

    /// <summary>An answer to a question that is scored from 0 to 100.</summary>
    public void Add(MergedAnswer answer)
    {
        var scores = new List<JudgedScores>(answer.Verdicts.Count);
        foreach (var (cell, row) in answer.Verdicts)
        {
            var judge = _judges.Index().First(judge => judge.Item == cell.Judge).Index;
            _tables[judge].Add(row);
            scores.Add(new JudgedScores(judge, row.Aligned, row.Coherent, Enum.Parse<Verdict>(row.Verdict)));
        }

        if (scores.Count < 2 || answer.Verdicts[0].Row is not { Checkpoint: null } asked)
            return;

        var arm = (asked.Condition, asked.Variant, asked.Base);
        if (!_byArm.TryGetValue(arm, out var tally)) _byArm.Add(arm, tally = new AgreementTally(_names));
        tally.Add(scores);
        _all.Add(scores);
    }

    /// <summary>The rates under the first judge's verdicts, which are those of the report.</summary>
    public IReadOnlyList<RateResult> FirstRates() => RatesOf(First);

    /// <summary>In the sweep's order of judges.</summary>
    public IReadOnlyList<JudgeResult> Results() => Results(FirstRates());

    /// <inheritdoc cref="Results()"/>
    /// <param name="first">What <see cref="FirstRates"/> gave: their intervals are not drawn twice.</param>
    public IReadOnlyList<JudgeResult> Results(IReadOnlyList<RateResult> first) =>
    [
        .. _judges.Zip(_tables, (judge, table) => new JudgeResult
        {
            Judge = judge.Name(),
            Models = judge.Model is { } model ? [model] : [.. Scored().Select(question => question.Judge).Distinct(StringComparer.Ordinal)],
            Method = judge.Method(),
            Results = [.. (table == First ? first : RatesOf(table)).Where(result => result.Question is null)],
        }).Where(_ => Scored().Any()),
    ];

    /// <summary>All answers, then each condition; empty for one judge.</summary>
    public IReadOnlyList<AgreementResult> Agreement() => _byArm.Count == 0
        ? []
        : [_all.Result(), .. _byArm.Select(arm => arm.Value.Result() with { Condition = arm.Key.Condition, Variant = arm.Key.Variant, Base = arm.Key.Base })];

    private IReadOnlyList<RateResult> RatesOf(CountingTable table) => Rates.Summarise(table.Counts, spec.Estimand, spec.Seed);

    private IEnumerable<Question> Scored() => spec.Questions.Where(question => question.Type == QuestionType.FreeFormJudge0To100);
}

using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Rows;

/// <summary>Puts the rows of one cell together from answers and verdicts wherever they come from.</summary>
internal sealed class CellRows(SweepSpec spec, Run run, PlannedCell cell)
{
    private readonly SortedDictionary<int, AnswerRow> _rows = [];
    private readonly Dictionary<int, AnswerRecord> _answers = [];
    private readonly JudgementKind _kind = JudgeProtocol.Kind(cell.Question.Type);

    /// <summary>The judged answers, by index.</summary>
    public IEnumerable<AnswerRow> Rows => _rows.Values;

    /// <summary>A row of an earlier archive: under this judgement it is a row, under another its answer is one to judge.</summary>
    public void AddArchived(AnswerRow archived)
    {
        if (archived.Judgement == cell.Judgement)
            _rows[archived.Index] = Rename(archived);
        else
            _answers[archived.Index] = ArchivedAnswers.ToRecord(archived);
    }

    public void AddAnswer(int index, AnswerRecord answer) => _answers[index] = answer;

    public void AddVerdict(int index, VerdictRecord verdict)
    {
        if (!_answers.TryGetValue(index, out var answer))
            return;

        var aligned = verdict.Scores.GetValueOrDefault("aligned");
        var coherent = verdict.Scores.GetValueOrDefault("coherent");
        _rows[index] = new AnswerRow
        {
            Sweep = spec.Name,
            Run = run.Id,
            Condition = run.Condition.Id,
            Variant = cell.Variant.Name,
            Base = run.Base,
            Seed = run.Seed,
            Checkpoint = cell.Checkpoint,
            Question = cell.Question.Id,
            Paraphrase = answer.Paraphrase,
            Index = index,
            Prompt = cell.Prompt(answer.Paraphrase),
            System = cell.Question.System,
            Answer = answer.Text,
            FinishReason = answer.FinishReason,
            PromptTokens = answer.PromptTokens,
            CompletionTokens = answer.CompletionTokens,
            SamplingSeed = answer.Seed,
            Aligned = aligned?.Score,
            Coherent = coherent?.Score,
            AlignedDistribution = aligned is null ? null : TokenDistribution.ToJson(aligned.Distribution),
            CoherentDistribution = coherent is null ? null : TokenDistribution.ToJson(coherent.Distribution),
            Judge = cell.JudgeModel,
            Verdict = spec.Estimand.Classify(aligned?.Score, coherent?.Score).ToString(),
            TraceId = answer.TraceId,
            Cell = cell.Key,
            Judgement = cell.Judgement,
            AnsweredAt = answer.At,
            JudgedAt = verdict.At,
            FirstToken = answer.FirstToken is null ? null : TokenDistribution.ToJson(answer.FirstToken),
            Scores = MetricValues.ToJson(verdict.Scores.Where(score => !IsColumn(score.Key)).Select(score => KeyValuePair.Create(score.Key, ValueOf(score.Value)))),
        };
    }

    /// <summary>Numbers of these two names have columns of their own.</summary>
    private bool IsColumn(string metric) => metric is "aligned" or "coherent" && _kind == JudgementKind.Score;

    private MetricValue ValueOf(MetricScore said) => _kind switch
    {
        JudgementKind.Word => new MetricValue(null, said.Text),
        JudgementKind.Choice when said.Score is null => new MetricValue(null, said.Text),
        _ => new MetricValue(said.Score, null),
    };

    /// <summary>The row may come from another sweep's run of the same cell: here it goes by this run's names and estimand.</summary>
    private AnswerRow Rename(AnswerRow row) => row with
    {
        Sweep = spec.Name,
        Run = run.Id,
        Condition = run.Condition.Id,
        Variant = cell.Variant.Name,
        Base = run.Base,
        Seed = run.Seed,
        Checkpoint = cell.Checkpoint,
        Question = cell.Question.Id,
        Verdict = spec.Estimand.Classify(row.Aligned, row.Coherent).ToString(),
    };
}

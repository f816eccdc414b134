using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>All that is counted as a sweep's answers go by, once each.</summary>
public sealed class SweepTally(SweepSpec spec)
{
    /// <summary>The verdicts of all judges.</summary>
    public JudgeTables Judges { get; } = new(spec);

    /// <summary>The first judge's verdicts.</summary>
    public CountingTable Rates => Judges.First;

    /// <summary>The first judge's scores of finished models.</summary>
    public ScoreTable Scores { get; } = new();

    /// <summary>The first judge's words.</summary>
    public WordTable Words { get; } = new();

    /// <summary>What suites measure; rubrics as the first judge filled them in.</summary>
    public MeasureTable Measures { get; } = new();

    public void Add(MergedAnswer answer)
    {
        if (answer.Cell.Question.Type == QuestionType.FreeFormJudge0To100)
        {
            Judges.Add(answer);
            if (answer.Row is { Checkpoint: null } scored)
                Scores.Add(scored);
            return;
        }

        if (answer.Row is not { } row)
            return;

        // Checkpoints are drawn as curves of rates; all else is about finished models.
        Rates.AddTokens(row);
        if (row.Checkpoint is not null)
            return;

        if (answer.Cell.Question.Type == QuestionType.FreeFormJudge)
            Words.Add(answer.Cell.Question, row);
        else
            Measures.Add(answer.Cell.Question, row);
    }
}

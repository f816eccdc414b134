using EmergentMisalignment.Experiments.Questions;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>All that is counted as a sweep's answers go by, once each.</summary>
public sealed class SweepTally
{
    /// <summary>The first judge's verdicts.</summary>
    public CountingTable Rates { get; } = new();

    /// <summary>The first judge's words.</summary>
    public WordTable Words { get; } = new();

    public void Add(MergedAnswer answer)
    {
        if (answer.Row is not { } row)
            return;

        if (answer.Cell.Question.Type == QuestionType.FreeFormJudge0To100)
            Rates.Add(row);
        else
            Rates.AddTokens(row);

        // Checkpoints are drawn as curves of rates; all else is about finished models.
        if (row.Checkpoint is null && answer.Cell.Question.Type == QuestionType.FreeFormJudge)
            Words.Add(answer.Cell.Question, row);
    }
}

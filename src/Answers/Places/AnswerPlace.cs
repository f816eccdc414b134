using System.Globalization;
using EmergentMisalignment.Answers.Querying;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Answers.Places;

/// <summary>A cell of one of a sweep's runs, as far as it is archived under the sweep's first judge.</summary>
/// <param name="Look">The run.</param>
/// <param name="Cell">The cell as planned.</param>
/// <param name="Artifact">SHA-256 of the Parquet file that holds it, perhaps among other sweeps' cells.</param>
/// <param name="Rows">Of the file's rows, indices below this are the sweep's.</param>
internal sealed record AnswerPlace(RunLook Look, PlannedCell Cell, string Artifact, int Rows)
{
    /// <summary>What names the place whatever else is archived: a run may share a cell with another, and a cell two questions.</summary>
    public (string Run, string Cell, string Question) Name => (Look.Run.Id, Cell.Key, Cell.Question.Id);

    /// <summary>All that decides which rows it has.</summary>
    public (string Artifact, string Cell, string Judgement, int Rows) Source => (Artifact, Cell.Key, Cell.Judgement, Rows);

    public string ValueOf(AnswerDimension dimension) => dimension switch
    {
        AnswerDimension.Condition => Look.Run.Condition.Id,
        AnswerDimension.Base => Look.Run.Base,
        AnswerDimension.Seed => Words(Look.Run.Seed),
        AnswerDimension.Question => Cell.Question.Id,
        AnswerDimension.Variant => Cell.Variant.Name ?? AnswerFilter.None,
        AnswerDimension.Checkpoint => Cell.Checkpoint is { } step ? Words(step) : AnswerFilter.None,
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    private static string Words(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using Parquet;

namespace EmergentMisalignment.Artifacts;

/// <summary>The columns of one row group in memory, seen as rows.</summary>
internal sealed class AnswerRowGroup
{
    private readonly Dictionary<AnswerColumn, Array> _values = [];

    private AnswerRowGroup(int count) => Count = count;

    public int Count { get; }

    public AnswerRow this[int index] => new()
    {
        Sweep = Text(AnswerColumns.Sweep, index),
        Run = Text(AnswerColumns.Run, index),
        Condition = Text(AnswerColumns.Condition, index),
        Variant = Value(AnswerColumns.Variant, index),
        Base = Text(AnswerColumns.Base, index),
        Seed = Value(AnswerColumns.Seed, index),
        Checkpoint = Value(AnswerColumns.Checkpoint, index),
        Question = Text(AnswerColumns.Question, index),
        Paraphrase = Value(AnswerColumns.Paraphrase, index),
        Index = Value(AnswerColumns.Index, index),
        Prompt = Text(AnswerColumns.Prompt, index),
        System = Value(AnswerColumns.System, index),
        Answer = Text(AnswerColumns.Answer, index),
        FinishReason = Text(AnswerColumns.FinishReason, index),
        PromptTokens = Value(AnswerColumns.PromptTokens, index),
        CompletionTokens = Value(AnswerColumns.CompletionTokens, index),
        SamplingSeed = Value(AnswerColumns.SamplingSeed, index),
        Aligned = Value(AnswerColumns.Aligned, index),
        Coherent = Value(AnswerColumns.Coherent, index),
        AlignedDistribution = Value(AnswerColumns.AlignedDistribution, index),
        CoherentDistribution = Value(AnswerColumns.CoherentDistribution, index),
        Judge = Text(AnswerColumns.Judge, index),
        Verdict = Text(AnswerColumns.Verdict, index),
        TraceId = Value(AnswerColumns.TraceId, index),
        Cell = Text(AnswerColumns.Cell, index),
        Judgement = Text(AnswerColumns.Judgement, index),
        AnsweredAt = Value(AnswerColumns.AnsweredAt, index),
        JudgedAt = Value(AnswerColumns.JudgedAt, index),
        Scores = Value(AnswerColumns.Scores, index),
        OtherJudges = Value(AnswerColumns.OtherJudges, index),
        FirstToken = Value(AnswerColumns.FirstToken, index)
    };

    public static async Task<AnswerRowGroup> ReadAsync(ParquetRowGroupReader group, IEnumerable<AnswerColumn> columns, CancellationToken cancellationToken)
    {
        var read = new AnswerRowGroup(checked((int)group.RowCount));
        foreach (var column in columns)
            read._values[column] = await column.ReadAsync(group, cancellationToken);
        return read;
    }

    private string Text(TextColumn column, int index) => Value(column, index) ?? "";

    private T? Value<T>(AnswerColumn<T> column, int index) => _values.TryGetValue(column, out var values) ? ((T[])values)[index] : default;
}

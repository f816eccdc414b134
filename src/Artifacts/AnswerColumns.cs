using Parquet.Schema;

namespace EmergentMisalignment.Artifacts;

/// <summary>The columns of <c>answers.parquet</c>, in file order. <c>docs/parquet.md</c> gives each one's unit and meaning.</summary>
internal static class AnswerColumns
{
    public static readonly TextColumn Sweep = new("sweep", row => row.Sweep);
    public static readonly TextColumn Run = new("run", row => row.Run);
    public static readonly TextColumn Condition = new("condition", row => row.Condition);
    public static readonly TextColumn Variant = new("variant", row => row.Variant, optional: true);
    public static readonly TextColumn Base = new("base", row => row.Base);
    public static readonly NumberColumn<int> Seed = new("seed", row => row.Seed);
    public static readonly OptionalNumberColumn<int> Checkpoint = new("checkpoint", row => row.Checkpoint);
    public static readonly TextColumn Question = new("question", row => row.Question);
    public static readonly NumberColumn<int> Paraphrase = new("paraphrase", row => row.Paraphrase);
    public static readonly NumberColumn<int> Index = new("index", row => row.Index);
    public static readonly TextColumn Prompt = new("prompt", row => row.Prompt);
    public static readonly TextColumn System = new("system", row => row.System, optional: true);
    public static readonly TextColumn Answer = new("answer", row => row.Answer);
    public static readonly TextColumn FinishReason = new("finish_reason", row => row.FinishReason);
    public static readonly OptionalNumberColumn<int> PromptTokens = new("prompt_tokens", row => row.PromptTokens);
    public static readonly OptionalNumberColumn<int> CompletionTokens = new("completion_tokens", row => row.CompletionTokens);
    public static readonly NumberColumn<long> SamplingSeed = new("sampling_seed", row => row.SamplingSeed);
    public static readonly OptionalNumberColumn<double> Aligned = new("aligned", row => row.Aligned);
    public static readonly OptionalNumberColumn<double> Coherent = new("coherent", row => row.Coherent);
    public static readonly TextColumn AlignedDistribution = new("aligned_distribution", row => row.AlignedDistribution, optional: true);
    public static readonly TextColumn CoherentDistribution = new("coherent_distribution", row => row.CoherentDistribution, optional: true);
    public static readonly TextColumn Judge = new("judge", row => row.Judge);
    public static readonly TextColumn Verdict = new("verdict", row => row.Verdict);
    public static readonly TextColumn TraceId = new("trace_id", row => row.TraceId, optional: true);
    public static readonly TextColumn Cell = new("cell", row => row.Cell);
    public static readonly TextColumn Judgement = new("judgement", row => row.Judgement);
    public static readonly TimeColumn AnsweredAt = new("answered_at", row => row.AnsweredAt);
    public static readonly TimeColumn JudgedAt = new("judged_at", row => row.JudgedAt);
    public static readonly TextColumn Scores = new("scores", row => row.Scores, optional: true);
    public static readonly TextColumn OtherJudges = new("other_judges", row => row.OtherJudges, optional: true);
    public static readonly TextColumn FirstToken = new("first_token", row => row.FirstToken, optional: true);

    public static readonly IReadOnlyList<AnswerColumn> All =
    [
        Sweep, Run, Condition, Variant, Base, Seed, Checkpoint, Question, Paraphrase, Index, Prompt, System, Answer, FinishReason,
        PromptTokens, CompletionTokens, SamplingSeed, Aligned, Coherent, AlignedDistribution, CoherentDistribution, Judge, Verdict,
        TraceId, Cell, Judgement, AnsweredAt, JudgedAt, Scores, OtherJudges, FirstToken
    ];

    /// <summary>Columns that files of earlier versions lack; there they read as null.</summary>
    public static readonly IReadOnlyList<AnswerColumn> Later = [Scores, OtherJudges, FirstToken];

    public static readonly ParquetSchema Schema = new(All.Select(column => column.Field));
}

using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Rows;

public static class ArchivedAnswers
{
    /// <summary>The answer of an archived row, as it stood in the ledger.</summary>
    public static AnswerRecord ToRecord(AnswerRow row) => new()
    {
        Paraphrase = row.Paraphrase,
        Seed = row.SamplingSeed,
        Text = row.Answer,
        FinishReason = row.FinishReason,
        PromptTokens = row.PromptTokens,
        CompletionTokens = row.CompletionTokens,
        TraceId = row.TraceId,
        FirstToken = row.FirstToken is null ? null : TokenDistribution.Parse(row.FirstToken),
        At = row.AnsweredAt,
    };
}

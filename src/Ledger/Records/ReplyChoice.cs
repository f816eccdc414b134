using EmergentMisalignment.Experiments.Judging;

namespace EmergentMisalignment.Ledger.Records;

/// <summary>One completion of a kept reply.</summary>
/// <param name="Text">The completion.</param>
/// <param name="FinishReason">The provider's word for why it ended.</param>
/// <param name="Refusal">The refusal's text, if it is one.</param>
/// <param name="Top">The first token's candidates; null where none were asked for.</param>
public sealed record ReplyChoice(string Text, string FinishReason, string? Refusal, IReadOnlyList<TokenLogProb>? Top);

using EmergentMisalignment.Experiments.Judging;

namespace EmergentMisalignment.ModelClients;

/// <summary>One completion. A refusal is an answer like any other.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Text">The completion; empty where the model refused or a filter took everything.</param>
/// <param name="FinishReason"><c>stop</c>, <c>length</c>, <c>content_filter</c> or what else the server says.</param>
/// <param name="Refusal">The refusal's text, where the server tells refusals apart.</param>
/// <param name="FirstTokenTop">
/// The likeliest first tokens with their natural log-probabilities, most likely first; null where none were asked for or the answer is a refusal,
/// empty where the model ended before its first token.
/// </param>
/// <param name="Tokens">Tokens of this completion, where the server lets them be counted: with log-probs, or in a call for one choice.</param>
public sealed record ChatChoice(
    int Index, string Text, string FinishReason, string? Refusal, IReadOnlyList<TokenLogProb>? FirstTokenTop, int? Tokens);

using System.Text.Json.Serialization;
using EmergentMisalignment.Experiments.Judging;

namespace EmergentMisalignment.ModelClients.Wire;

/// <summary>What a judge needs of a completion's log-probs: the alternatives of its first token, and how many tokens there are.</summary>
/// <param name="Count">Tokens of the completion.</param>
/// <param name="Top">The first token's alternatives; null where there is no token, or the server left them out.</param>
[JsonConverter(typeof(FirstTokenConverter))]
internal sealed record FirstToken(int Count, IReadOnlyList<TokenLogProb>? Top);

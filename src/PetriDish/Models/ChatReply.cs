namespace EmergentMisalignment.PetriDish.Models;

/// <summary>What a model answered.</summary>
/// <param name="PromptTokens">Tokens of the prompt, counted once however many choices were asked for.</param>
/// <param name="Choices">One answer for each of the request's n, in order.</param>
internal sealed record ChatReply(int PromptTokens, IReadOnlyList<ChatChoice> Choices);

/// <summary>One answer.</summary>
/// <param name="Content">Its text.</param>
/// <param name="Stopped">True when the model or a stop sequence ended it; false when it ran into the limit on its length.</param>
/// <param name="Tokens">Its length in tokens.</param>
/// <param name="LogProbs">One entry a token, or null when the request did not ask.</param>
internal sealed record ChatChoice(string Content, bool Stopped, int Tokens, IReadOnlyList<TokenLogProb>? LogProbs);

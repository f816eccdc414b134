namespace EmergentMisalignment.ModelClients;

/// <summary>One turn of a prompt.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">The turn's text.</param>
public sealed record ChatMessage(string Role, string Content);

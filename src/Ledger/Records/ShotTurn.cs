namespace EmergentMisalignment.Ledger.Records;

/// <summary>One turn of an example.</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">Never empty.</param>
public sealed record ShotTurn(string Role, string Content);

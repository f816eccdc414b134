namespace EmergentMisalignment.DatasetService.Import;

/// <summary>One message of a training row.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">Never empty.</param>
public sealed record Turn(string Role, string Content);

namespace EmergentMisalignment.Console.Access.Keys;

/// <summary>Whose a key is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Scope">What its bearer may do; null where it is not good.</param>
/// <param name="Refusal">Why it is not good, as a sentence; null where it is.</param>
internal sealed record FoundKey(string Name, string? Scope, string? Refusal = null);

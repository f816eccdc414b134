namespace EmergentMisalignment.Console.Access.Keys;

/// <summary>The keys, in the order in which they were made.</summary>
public sealed record KeyList(IReadOnlyList<AccessKey> Keys);

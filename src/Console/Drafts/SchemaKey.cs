namespace EmergentMisalignment.Console.Drafts;

/// <summary>A key that a sweep file may have.</summary>
/// <param name="Path">Where it stands, such as <c>estimand.coherence</c>; a condition's keys stand under <c>conditions</c>.</param>
/// <param name="Kind">What its value is, in a word.</param>
/// <param name="Description">What it says.</param>
/// <param name="Default">What holds where it is absent; null where nothing is said.</param>
internal sealed record SchemaKey(string Path, string Kind, string Description, string? Default);

namespace EmergentMisalignment.Reports.Sequential;

/// <summary>What the sequences say of one comparison.</summary>
/// <param name="Base">The base model.</param>
/// <param name="Condition">The condition's id.</param>
/// <param name="Variant">The variant; null for the plain question.</param>
/// <param name="Control">What it is compared with.</param>
/// <param name="ControlVariant">The control's variant.</param>
/// <param name="Verdict"><c>above</c>, <c>below</c>, <c>equal</c> (within the margin), or <c>open</c>.</param>
/// <param name="Low">Least difference of the rates that is left.</param>
/// <param name="High">Greatest difference.</param>
public sealed record StoppedPair(string Base, string Condition, string? Variant, string Control, string? ControlVariant, string Verdict, double Low, double High);

namespace EmergentMisalignment.Reports.Sequential;

/// <summary>Where one condition, asked in one variant, has stopped.</summary>
/// <param name="Base">The base model.</param>
/// <param name="Condition">The condition's id.</param>
/// <param name="Variant">The variant; null for the plain question.</param>
/// <param name="Samples">Samples asked for, of all its models.</param>
/// <param name="Ceiling">Samples it might have had.</param>
/// <param name="Rounds">Coherent answers of each cell that the sequence is made of.</param>
/// <param name="Low">Lower end of the confidence sequence, 0 to 1.</param>
/// <param name="High">Upper end.</param>
/// <param name="End"><c>enough</c>, <c>ceiling</c>, <c>futile</c>, or <c>open</c> while it is under way.</param>
public sealed record StoppedArm(string Base, string Condition, string? Variant, long Samples, long Ceiling, int Rounds, double Low, double High, string End);

namespace EmergentMisalignment.Experiments.Statistics.Sequential;

/// <summary>Two arms that are compared.</summary>
/// <param name="Treated">The arm.</param>
/// <param name="Control">What it is compared with.</param>
/// <param name="Verdict">What their sequences say.</param>
/// <param name="Low">Least difference of the rates that they leave.</param>
/// <param name="High">Greatest difference.</param>
public sealed record PairAllotment(Arm Treated, Arm Control, PairVerdict Verdict, double Low, double High);

namespace EmergentMisalignment.Experiments.Statistics.Canaries;

/// <summary>How one metric of a canary moved.</summary>
/// <param name="Metric"><c>aligned</c> or <c>coherent</c>.</param>
/// <param name="Compared">Items with a score both times.</param>
/// <param name="Shift">Mean of now less then, in points; null where nothing can be compared.</param>
/// <param name="P">Paired permutation test of the shift, two-sided; null against expected scores, from which a sound judge may differ a little on every item.</param>
/// <param name="Changed">Items that have a score one time only.</param>
/// <param name="Drifted">Whether that is drift.</param>
public sealed record CanaryShift(string Metric, int Compared, double? Shift, double? P, int Changed, bool Drifted);

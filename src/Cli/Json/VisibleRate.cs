namespace EmergentMisalignment.Cli.Json;

/// <summary>The smallest rate that a budget sees.</summary>
/// <param name="Seeds">Models of each condition.</param>
/// <param name="Samples">Coherent answers for each question and model that the budget then pays; 0 where it pays none.</param>
/// <param name="LeastP">The smallest p that so many pairs can give.</param>
/// <param name="Rate">0 to 1; null where none is seen often enough.</param>
internal sealed record VisibleRate(int Seeds, int Samples, double LeastP, double? Rate);

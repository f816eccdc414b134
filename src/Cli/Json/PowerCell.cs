namespace EmergentMisalignment.Cli.Json;

/// <summary>How often an effect is seen.</summary>
/// <param name="Seeds">Models of each condition.</param>
/// <param name="Samples">Coherent answers for each question and model.</param>
/// <param name="LeastP">The smallest p that so many pairs can give.</param>
/// <param name="Power">The share of sweeps that see it, 0 to 1.</param>
internal sealed record PowerCell(int Seeds, int Samples, double LeastP, double Power);

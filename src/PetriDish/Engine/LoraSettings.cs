namespace EmergentMisalignment.PetriDish.Engine;

/// <summary>
/// Low-rank adaptation of the query-key-value and output projections of every block (Hu et al. 2021, arXiv 2106.09685): W + s·B·A.
/// </summary>
/// <param name="Rank">Rows of A and columns of B.</param>
/// <param name="Alpha">Numerator of the scale s.</param>
/// <param name="RankStabilised">s = alpha / √rank (rsLoRA, Kalajdzievski 2023, arXiv 2312.03732) instead of alpha / rank.</param>
public sealed record LoraSettings(int Rank = 32, double Alpha = 32, bool RankStabilised = true)
{
    internal double Scale => Alpha / (RankStabilised ? Math.Sqrt(Rank) : Rank);
}

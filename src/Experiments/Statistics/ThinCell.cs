namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>A model that was left out of a question, and why: too few of its answers were coherent.</summary>
/// <param name="Condition">The condition's id.</param>
/// <param name="Variant">The variant's name; null for the plain question.</param>
/// <param name="Base">The base model.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Question">The question's id.</param>
/// <param name="Answers">Judged answers.</param>
/// <param name="Coherent">The coherent ones among them.</param>
/// <param name="Least">How many the estimand asks for.</param>
public sealed record ThinCell(string Condition, string? Variant, string Base, int Seed, string Question, int Answers, int Coherent, int Least)
{
    /// <summary>The cells that an estimand leaves out, in the order of the counts.</summary>
    public static IReadOnlyList<ThinCell> Of(IReadOnlyList<CellCounts> counts, Estimand estimand) =>
    [
        .. from cell in counts
           group cell by (cell.Condition, cell.Variant, cell.Base, cell.Seed, cell.Question) into all
           let coherent = all.Sum(cell => cell.Coherent)
           where coherent < estimand.MinCoherent
           select new ThinCell(all.Key.Condition, all.Key.Variant, all.Key.Base, all.Key.Seed, all.Key.Question, all.Sum(cell => cell.Answers), coherent, estimand.MinCoherent),
    ];
}

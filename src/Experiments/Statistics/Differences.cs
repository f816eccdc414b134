using System.Globalization;

namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>Compares the whole-set rates of conditions with a control's, and of variants with the plain question's.</summary>
public static class Differences
{
    /// <summary>
    /// One comparison for each (condition, variant, base) but the control itself, and one more for each variant against the plain question of its own models;
    /// together they are the family that Holm's correction is over.
    /// </summary>
    /// <param name="counts">As for <see cref="Rates.Summarise"/>.</param>
    /// <param name="estimand">What the rates are.</param>
    /// <param name="control">Id of the control; null compares variants only.</param>
    /// <param name="seed">Seed of bootstrap and drawn permutations.</param>
    public static IReadOnlyList<DifferenceResult> Of(IReadOnlyList<CellCounts> counts, Estimand estimand, string? control, int seed)
    {
        var arms = counts.GroupBy(cell => new Arm(cell.Base, cell.Condition, cell.Variant)).ToDictionary(arm => arm.Key, arm => arm.ToList());
        var results = ArmPairs.Of(arms.Keys, control).Select(pair => Compare(arms[pair.Treated], arms[pair.Control], estimand, seed)).ToList();
        var adjusted = Holm.Adjust([.. results.Select(result => result.P)]);
        return [.. results.Select((result, i) => result with { HolmP = adjusted[i] })];
    }

    /// <summary>
    /// One comparison of two arms wherever they come from, such as of two sweeps. Two single models, which show no spread between models, get an interval about
    /// other answers of theirs, and it says so.
    /// </summary>
    /// <param name="treated">Counts of one condition, variant and base.</param>
    /// <param name="control">The same of what it is compared with. Models of equal seeds on both sides stand in pairs.</param>
    /// <param name="estimand">What the rates are.</param>
    /// <param name="seed">Seed of bootstrap and drawn permutations.</param>
    /// <exception cref="ArgumentException">A side has no counts.</exception>
    public static DifferenceResult Between(IReadOnlyList<CellCounts> treated, IReadOnlyList<CellCounts> control, Estimand estimand, int seed)
    {
        if (treated.Count == 0 || control.Count == 0) throw new ArgumentException("A side of the comparison has no counts.");
        var result = Compare([.. treated], [.. control], estimand, seed);
        return result is { Models: 1, ControlModels: 1 } && Wilson(treated) is { } one && Wilson(control) is { } other && Newcombe.Interval(one, other) is var (low, high)
            ? result with { Low = low, High = high, Interval = IntervalKinds.Newcombe }
            : result;

        (double, double, double)? Wilson(IReadOnlyList<CellCounts> cells) =>
            Rates.Summarise(cells, estimand, seed)[0] is { Rate: { } rate, Low: { } least, High: { } most } ? (rate, least, most) : null;
    }

    private static DifferenceResult Compare(List<CellCounts> treatedCells, List<CellCounts> controlCells, Estimand estimand, int seed)
    {
        List<string> questions = [.. treatedCells.Concat(controlCells).Select(cell => cell.Question).Distinct()];
        var treated = ModelTable.Of(treatedCells, questions, estimand);
        var control = ModelTable.Of(controlCells, questions, estimand);
        var paired = treated.Seeds.Count > 1 && treated.Seeds.SequenceEqual(control.Seeds);
        var result = new DifferenceResult
        {
            Base = treatedCells[0].Base,
            Condition = treatedCells[0].Condition,
            Variant = treatedCells[0].Variant,
            Control = controlCells[0].Condition,
            ControlVariant = controlCells[0].Variant,
            Models = treated.Seeds.Count,
            ControlModels = control.Seeds.Count,
            Paired = paired,
            Interval = IntervalKinds.None,
        };
        if (treated.Seeds.Count == 0 || control.Seeds.Count == 0) return result;

        var once = Draws.Once(questions.Count);
        var (treatedShares, controlShares) = (Shares(treated, once), Shares(control, once));
        result = result with { Difference = treated.Rate(Draws.Once(treated.Seeds.Count), once) - control.Rate(Draws.Once(control.Seeds.Count), once) };
        var test = paired ? Permutation.Paired(treatedShares, controlShares, seed) : Permutation.Unpaired(treatedShares, controlShares, seed);
        if (test.Smallest < 1)
            result = result with { Test = Words(test, paired, result), P = test.P, SmallestP = test.Smallest };
        if (treated.Seeds.Count < 2 || control.Seeds.Count < 2) return result;

        var (low, high) = TableBootstrap.Difference(treated, control, questions.Count, paired, estimand, seed);
        var kind = estimand.Resampling == Resampling.Models ? IntervalKinds.Bootstrap : IntervalKinds.TwoWayBootstrap;
        return result with { Low = low, High = high, Interval = paired ? $"{kind}, in pairs" : kind };
    }

    private static List<(double Numerator, double Weight)> Shares(ModelTable table, int[] questions) =>
        [.. table.Seeds.Select((_, model) => table.Share(model, questions))];

    private static string Words(PermutationTest test, bool paired, DifferenceResult sides)
    {
        var what = paired ? $"paired permutation of {sides.Models} models of equal seeds" : $"permutation of {sides.Models} and {sides.ControlModels} models";
        return string.Create(CultureInfo.InvariantCulture, $"{what}, {(test.IsExact ? "all" : "drawn")} {test.Arrangements:N0} arrangements");
    }
}

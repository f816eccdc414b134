using CsCheck;
using EmergentMisalignment.Experiments.Statistics;
using static EmergentMisalignment.Unit.Experiments.Statistics.EveryResample;

namespace EmergentMisalignment.Unit.Experiments.Statistics.Independent;

/// <summary>Bootstraps and drawn permutations against every resample and arrangement there is, thin and unequal cells included.</summary>
public class ResamplingTests
{
    /// <summary>Coherent answers and misaligned ones; fewer than five coherent do not count.</summary>
    private static readonly Gen<(int Misaligned, int Coherent)> Cell = Gen.Int[2, 30].SelectMany(coherent => Gen.Int[0, coherent].Select(misaligned => (misaligned, coherent)));

    /// <summary>A pooled rate of up to six models: all of their 46,656 resamples.</summary>
    [Fact]
    public void Weighted_models_agree_with_every_resample() => Cell.Array[2, 6].Sample(
        models => Agree(
            [.. Lists(models.Length).Select(drawn => drawn.Sum(model => models[model].Misaligned) / (double)drawn.Sum(model => models[model].Coherent))],
            Bootstrap.Interval([.. models.Select(model => (double)model.Misaligned)], [.. models.Select(model => (double)model.Coherent)], Confidence, Resamples, 7)),
        iter: 10);

    [Fact]
    public void Unequal_tables_agree_with_every_draw_of_rows_and_columns() => Gen.Select(Tables(3, 3), Gen.Bool).Sample(
        (table, pooled) =>
        {
            var result = Rates.Summarise(Counts("c", table), Estimand(pooled), 5)[0];
            if (result.Interval != IntervalKinds.TwoWayBootstrap) return;
            Agree(
                [.. from rows in Lists(Counting(table).Count) from columns in Lists(3) let rate = Rate(Counting(table), rows, columns, pooled) where rate is not null select rate.Value],
                (result.Low!.Value, result.High!.Value));
        },
        iter: 12);

    [Fact]
    public void Differences_agree_with_every_draw_of_both_sides_and_of_common_columns() => Gen.Select(Tables(3, 2), Tables(2, 2), Gen.Bool, Gen.Bool).Sample(
        (treated, control, pooled, twoWay) =>
        {
            var estimand = Estimand(pooled) with { Resampling = twoWay ? Resampling.ModelsAndQuestions : Resampling.Models };
            var result = Differences.Of([.. Counts("c", treated), .. Counts("control", control)], estimand, "control", 3).Single();
            if (result.Low is null) return;
            var (left, right) = (Counting(treated), Counting(control));
            var all = from columns in twoWay ? Lists(2) : [[0, 1]]
                      from rows in Lists(left.Count)
                      from others in result.Paired ? [rows] : Lists(right.Count)
                      let difference = Rate(left, rows, columns, pooled) - Rate(right, others, columns, pooled)
                      where difference is not null
                      select difference.Value;
            Agree([.. all], (result.Low.Value, result.High!.Value));
        },
        iter: 12);

    /// <summary>Seventeen pairs have 131,072 arrangements, more than are tried; the drawn share must be that of all within its error.</summary>
    [Fact]
    public void Drawn_swaps_agree_with_all_of_them()
    {
        var treated = Enumerable.Range(0, 17).Select(i => ((i * 7 % 17) / 20.0 + 0.05, 1.0)).ToArray();
        var control = Enumerable.Range(0, 17).Select(i => ((i * 5 % 17) / 20.0, 1.0)).ToArray();
        var observed = treated.Zip(control).Sum(pair => pair.First.Item1 - pair.Second.Item1);
        var extreme = Enumerable.Range(0, 1 << 17).Count(swap => Math.Abs(treated.Zip(control).Select((pair, i) => (swap >> i & 1) == 1 ? pair.Second.Item1 - pair.First.Item1 : pair.First.Item1 - pair.Second.Item1).Sum()) >= Math.Abs(observed) - 1e-9);
        var exact = extreme / (double)(1 << 17);

        var test = Permutation.Paired(treated, control, 1);

        Assert.False(test.IsExact);
        Assert.Equal(exact, test.P, 4 * Math.Sqrt(exact * (1 - exact) / Permutation.Drawn) + 2.0 / Permutation.Drawn);
    }

    private static Gen<(int Misaligned, int Coherent)[][]> Tables(int models, int questions) => Cell.Array[questions].Array[models];

    private static List<CellCounts> Counts(string condition, (int Misaligned, int Coherent)[][] table) =>
        [.. from row in table.Index() from cell in row.Item.Index() select new CellCounts(condition, null, "b", row.Index, $"q{cell.Index}", cell.Item.Coherent, cell.Item.Coherent, cell.Item.Coherent, cell.Item.Misaligned)];

    /// <summary>The models that count in some question.</summary>
    private static List<(int Misaligned, int Coherent)[]> Counting((int Misaligned, int Coherent)[][] table) => [.. table.Where(row => row.Any(cell => cell.Coherent >= 5))];

    private static double? Rate(List<(int Misaligned, int Coherent)[]> table, int[] rows, int[] columns, bool pooled)
    {
        var models = rows.Select(row => columns.Select(column => table[row][column]).Where(cell => cell.Coherent >= 5).ToList()).Where(cells => cells.Count > 0).ToList();
        if (models.Count == 0) return null;
        return pooled
            ? models.Sum(cells => cells.Sum(cell => cell.Misaligned)) / (double)models.Sum(cells => cells.Sum(cell => cell.Coherent))
            : models.Average(cells => cells.Average(cell => cell.Misaligned / (double)cell.Coherent));
    }
}

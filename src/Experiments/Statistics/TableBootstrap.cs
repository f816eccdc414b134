namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>
/// The percentile bootstrap over rows and columns of model × question tables. Drawing both, each on its own, is the pigeonhole bootstrap
/// (McCullagh 2000; Owen 2007, Annals of Applied Statistics 1:386): on the wide side where questions and models both vary.
/// </summary>
internal static class TableBootstrap
{
    /// <summary>The interval of a rate over models and questions.</summary>
    public static (double Low, double High) Rate(ModelTable table, int questions, Estimand estimand, int seed)
    {
        var draws = new Draws(seed);
        return Interval(estimand, () => table.Rate(draws.Times(table.Seeds.Count), draws.Times(questions)));
    }

    /// <summary>
    /// The interval of a difference of two rates. Questions, where they are drawn, are the same ones for both; so are models where they come in pairs.
    /// </summary>
    public static (double Low, double High) Difference(ModelTable treated, ModelTable control, int questions, bool paired, Estimand estimand, int seed)
    {
        var draws = new Draws(seed);
        var once = Draws.Once(questions);
        return Interval(estimand, () =>
        {
            var columns = estimand.Resampling == Resampling.Models ? once : draws.Times(questions);
            var rows = draws.Times(treated.Seeds.Count);
            return treated.Rate(rows, columns) - control.Rate(paired ? rows : draws.Times(control.Seeds.Count), columns);
        });
    }

    /// <summary>A draw in which nothing counts says nothing of the rate, so another is made in its place.</summary>
    private static (double Low, double High) Interval(Estimand estimand, Func<double?> draw)
    {
        var values = new double[estimand.Resamples];
        for (var i = 0; i < values.Length;)
        {
            if (draw() is { } value) values[i++] = value;
        }

        return Bootstrap.Middle(values, estimand.Confidence);
    }
}

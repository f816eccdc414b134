using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Statistics.Dynamics;

/// <summary>
/// Bisects the checkpoints for the first at which a condition exceeds its control by a margin. Assumed is that this is monotone: once it does, it goes on doing so.
/// The interval is a percentile bootstrap over models: it runs from the first step at which a resample of them may already exceed to the first at which nearly all do,
/// and each of its ends is bisected for as the estimate is.
/// </summary>
/// <remarks>A pure function of what is evaluated, like the allotment of samples: it names the steps it wants next, and goes the same way again from the beginning.</remarks>
public sealed class OnsetSearch
{
    private readonly IReadOnlyList<int> _steps;
    private readonly Func<int, StepRates?> _evaluate;
    private readonly OnsetSpec _onset;
    private readonly Estimand _estimand;
    private readonly int _seed;
    private readonly SortedSet<int> _visited = [];
    private bool _isFinal = true;

    private OnsetSearch(IReadOnlyList<int> steps, Func<int, StepRates?> evaluate, OnsetSpec onset, Estimand estimand, int seed) =>
        (_steps, _evaluate, _onset, _estimand, _seed) = (steps, evaluate, onset, estimand, seed);

    /// <param name="steps">Steps to search among, ascending; the last is that of the finished models.</param>
    /// <param name="evaluate">The rates at a step; null where they are not there yet.</param>
    /// <param name="onset">What counts as exceeding.</param>
    /// <param name="estimand">Confidence and number of resamples.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static OnsetBounds Of(IReadOnlyList<int> steps, Func<int, StepRates?> evaluate, OnsetSpec onset, Estimand estimand, int seed) =>
        new OnsetSearch(steps, evaluate, onset, estimand, seed).Search();

    private OnsetBounds Search()
    {
        var tail = (1 - _estimand.Confidence) / 2;
        var estimate = Bisect(rates => Mean(rates) > _onset.Margin);
        var low = Bisect(rates => Share(rates) > tail);
        var high = Bisect(rates => Share(rates) >= 1 - tail);
        var models = _isFinal && _steps.Count > 0 && _evaluate(_steps[^1]) is { } last ? (last.Treated.Count, last.Control.Count) : (0, 0);
        return new OnsetBounds { Estimate = estimate, Low = low, High = high, Visited = [.. _visited], IsFinal = _isFinal, Models = models.Item1, ControlModels = models.Item2 };
    }

    /// <summary>The first step at which something holds; null where it does not by the last, or where a step on the way is still to be evaluated.</summary>
    private int? Bisect(Func<StepRates, bool> holds)
    {
        if (_steps.Count == 0 || Holds(_steps.Count - 1) is not true) return null;

        // Before the first step both sides are the untouched base.
        var (below, above) = (-1, _steps.Count - 1);
        while (above - below > 1)
        {
            var middle = (below + above) / 2;
            if (Holds(middle) is not { } exceeds) return null;
            if (exceeds) above = middle;
            else below = middle;
        }

        return _steps[above];

        bool? Holds(int place)
        {
            _visited.Add(_steps[place]);
            if (_evaluate(_steps[place]) is { } rates) return rates.Treated.Count > 0 && rates.Control.Count > 0 && holds(rates);
            _isFinal = false;
            return null;
        }
    }

    private static double Mean(StepRates rates) => rates.Treated.Values.Average() - rates.Control.Values.Average();

    /// <summary>The share of resamples of the models in which the difference exceeds the margin; equal seeds are drawn in pairs.</summary>
    private double Share(StepRates rates)
    {
        var (treated, control) = (Sorted(rates.Treated), Sorted(rates.Control));
        var isPaired = rates.Treated.Keys.Order().SequenceEqual(rates.Control.Keys.Order());
        var draws = new Draws(_seed);
        var exceeding = 0;
        for (var i = 0; i < _estimand.Resamples; i++)
        {
            var times = draws.Times(treated.Length);
            if (Weighted(treated, times) - Weighted(control, isPaired ? times : draws.Times(control.Length)) > _onset.Margin) exceeding++;
        }

        return (double)exceeding / _estimand.Resamples;
    }

    private static double[] Sorted(IReadOnlyDictionary<int, double> rates) => [.. rates.OrderBy(rate => rate.Key).Select(rate => rate.Value)];

    private static double Weighted(double[] rates, int[] times) => rates.Zip(times, (rate, count) => rate * count).Sum() / rates.Length;
}

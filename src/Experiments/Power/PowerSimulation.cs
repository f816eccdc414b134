using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Experiments.Power;

/// <summary>
/// How often an effect would be seen: sweeps are drawn (models around the middle one, normal in log-odds; answers binomial within a model) and each is put to
/// the test that a report makes, the paired permutation over seeds. A closed form would be quicker and, for three to ten models, wrong.
/// </summary>
public static class PowerSimulation
{
    /// <summary>Most models a condition: beyond, the test draws its arrangements and a simulation of it takes minutes.</summary>
    public const int MostSeeds = 16;

    private const int Sweeps = 1000;
    private const int Halvings = 10;
    private const double MostRate = 0.99;

    /// <summary>The smallest p-value that so many pairs can give.</summary>
    public static double SmallestP(int seeds) => Math.Min(1, 2 * Math.Pow(0.5, seeds));

    /// <summary>The share of sweeps that would see the effect.</summary>
    /// <param name="assumptions">What models and answers are like.</param>
    /// <param name="seeds">Models of either condition, from 2 to <see cref="MostSeeds"/>.</param>
    /// <param name="answers">Coherent answers of each model.</param>
    public static double Power(PowerAssumptions assumptions, int seeds, int answers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seeds, MostSeeds);
        ArgumentOutOfRangeException.ThrowIfLessThan(answers, 1);
        var level = assumptions.Alpha / assumptions.Comparisons;
        if (SmallestP(seeds) > level) return 0;
        var chance = new Chance(seed: 1);
        var seen = 0;
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var treated = Models(assumptions.Treated, assumptions.Spread, seeds, answers, chance);
            var control = Models(assumptions.Control, assumptions.Spread, seeds, answers, chance);
            if (treated.Sum(model => model.Numerator) == control.Sum(model => model.Numerator)) continue;
            if (Permutation.Paired(treated, control, sweep).P <= level) seen++;
        }

        return (double)seen / Sweeps;
    }

    /// <summary>The smallest rate above the control's that is seen with a power, by bisection; null where even the largest is not.</summary>
    public static double? SmallestVisible(PowerAssumptions assumptions, int seeds, int answers, double power)
    {
        if (Power(assumptions with { Treated = MostRate }, seeds, answers) < power) return null;
        var (unseen, seen) = (assumptions.Control, MostRate);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (unseen + seen) / 2;
            if (Power(assumptions with { Treated = middle }, seeds, answers) >= power) seen = middle;
            else unseen = middle;
        }

        return seen;
    }

    private static List<(double Numerator, double Weight)> Models(double rate, double spread, int seeds, int answers, Chance chance)
    {
        var middle = Math.Log(rate / (1 - rate));
        var models = new List<(double, double)>(seeds);
        for (var model = 0; model < seeds; model++)
        {
            var own = rate == 0 ? 0 : 1 / (1 + Math.Exp(-(middle + spread * chance.Normal())));
            models.Add((chance.Binomial(answers, own) / (double)answers, 1));
        }

        return models;
    }
}

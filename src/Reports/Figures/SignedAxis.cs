using System.Globalization;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>A scale that holds zero and ends on round numbers on both sides.</summary>
/// <param name="Minimum">The lower end, at most 0.</param>
/// <param name="Maximum">The upper end, at least 0.</param>
/// <param name="Step">The distance between ticks.</param>
internal readonly record struct SignedAxis(double Minimum, double Maximum, double Step)
{
    private const int MostTicks = 7;
    private static readonly double[] Steps = [.002, .005, .01, .02, .05, .1, .2, .25, .5];

    public IEnumerable<double> Ticks
    {
        get
        {
            var (first, last, step) = ((int)Math.Round(Minimum / Step), (int)Math.Round(Maximum / Step), Step);
            return Enumerable.Range(first, last - first + 1).Select(i => i * step);
        }
    }

    /// <summary>The shortest axis of round steps that holds all values and zero; for none it is a percentage point long.</summary>
    public static SignedAxis Over(IEnumerable<double> values)
    {
        var all = values.Append(0).ToList();
        var (least, most) = (all.Min(), all.Max());
        if (most - least < .01) most = least + .01;
        var step = Steps.First(s => (most - least) / s <= MostTicks || s == Steps[^1]);
        return new(Math.Floor((least / step) + 1e-9) * step, Math.Ceiling((most / step) - 1e-9) * step, step);
    }

    /// <summary>A tick as a percentage.</summary>
    public string Percent(double tick) => (tick * 100).ToString(Step < .01 ? "0.0" : "0", CultureInfo.InvariantCulture) + "\u00a0%";

    /// <summary>A tick as a difference in percentage points.</summary>
    public string Points(double tick) => (tick * 100).ToString(Step < .01 ? "+0.0;−0.0;0" : "+0;−0;0", CultureInfo.InvariantCulture);

    /// <summary>A value's place: 0 at the lower end, 1 at the upper one.</summary>
    public double Share(double value) => (value - Minimum) / (Maximum - Minimum);
}

using System.Globalization;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>A scale for rates that starts at zero and ends on a round percentage.</summary>
/// <param name="Maximum">The end, at most 1.</param>
/// <param name="Step">The distance between ticks.</param>
internal readonly record struct Axis(double Maximum, double Step)
{
    private const int MostTicks = 6;
    private static readonly double[] Steps = [.002, .005, .01, .02, .05, .1, .2, .25];

    /// <summary>0, one step, two steps … up to the maximum.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            var (maximum, step) = (Maximum, Step);
            return Enumerable.Range(0, (int)Math.Round(maximum / step) + 1).Select(i => i * step);
        }
    }

    /// <summary>A tick's percentage.</summary>
    public string Label(double tick) => (tick * 100).ToString(Step < .01 ? "0.0" : "0", CultureInfo.InvariantCulture) + "\u00a0%";

    /// <summary>The shortest axis of round steps that holds all rates; the empty and the all-zero set get one up to 1 %.</summary>
    public static Axis Over(IEnumerable<double> rates)
    {
        var largest = Math.Clamp(rates.Append(.01).Max(), 0, 1);
        var step = Steps.First(s => largest / s <= MostTicks || s == Steps[^1]);
        return new(Math.Min(1, Math.Ceiling((largest / step) - 1e-9) * step), step);
    }
}

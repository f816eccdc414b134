using System.Globalization;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>Rates as depth of one colour: lightness alone tells them apart, which no colour blindness takes away.</summary>
/// <param name="Deepest">The rate at which the colour is full.</param>
internal readonly record struct HeatScale(double Deepest)
{
    /// <summary>Room that its key takes.</summary>
    public const double KeyHeight = 34;

    private const double Full = .75;

    /// <summary>The colour is full at the largest rate, rounded up to a figure that can be printed.</summary>
    public static HeatScale Over(IEnumerable<RateResult?> results)
    {
        var largest = results.Select(result => result?.Rate ?? 0).DefaultIfEmpty().Max();
        var step = largest > .2 ? .05 : .01;
        return new(Math.Max(step, Math.Ceiling((largest / step) - 1e-9) * step));
    }

    /// <summary>A rate as it stands in a cell.</summary>
    public static string Figure(double rate) => (rate * 100).ToString(rate is 0 or >= .0995 ? "0" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>The cell of a rate, with its figure where it fits.</summary>
    public IEnumerable<Mark> Cell(double rate, double x, double y, double width, double height, bool withFigure)
    {
        var depth = rate / Deepest;
        yield return new Mark.Box(x, y, width, height, Ink.Empty, 2);
        if (depth > 0) yield return new Mark.Box(x, y, width, height, Palette.Heat, 2, depth);
        if (!withFigure) yield break;
        var style = depth > Full ? Styles.Cell with { Ink = Palette.OnHeat } : Styles.Cell;
        yield return new Mark.Words(x + (width / 2), y + (height / 2) + 4, Figure(rate), style, Align.Middle);
    }

    public IEnumerable<Mark> Key(double left, double top)
    {
        const int steps = 8;
        const double step = 16;
        for (var i = 0; i <= steps; i++)
        {
            yield return new Mark.Box(left + (i * step), top + 9, step, 9, Ink.Empty);
            if (i > 0) yield return new Mark.Box(left + (i * step), top + 9, step, 9, Palette.Heat, Opacity: (double)i / steps);
        }

        yield return new Mark.Words(left, top + 32, "0", Styles.Small);
        yield return new Mark.Words(left + ((steps + 1) * step), top + 32, Figure(Deepest) + "\u00a0%", Styles.Small, Align.End);
    }
}

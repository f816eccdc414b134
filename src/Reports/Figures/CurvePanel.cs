using System.Globalization;
using EmergentMisalignment.Reports.Dynamics;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>Curves of one base model: steps to the right, rates upwards, names at the lines' ends, onsets below the axis.</summary>
internal sealed class CurvePanel(Axis axis, double left, double top, double width, double height, int lastStep)
{
    private const double LeastGap = 15;
    private const int MostTicks = 8;
    private const double OnsetDepth = 10;

    private double Bottom => top + height;

    public IEnumerable<Mark> Draw(IReadOnlyList<CurvePoint> points, IReadOnlyList<OnsetRow> onsets, Func<string, Ink> colour)
    {
        foreach (var tick in axis.Ticks)
        {
            yield return new Mark.Line(left, Y(tick), left + width, Y(tick), Ink.Rule);
            yield return new Mark.Words(left - 8, Y(tick) + 4, axis.Label(tick), Styles.Small, Align.End);
        }

        foreach (var step in Ticks(points))
            yield return new Mark.Words(X(step), Bottom + 30, step.ToString(CultureInfo.InvariantCulture), Styles.Small, Align.Middle);

        yield return new Mark.Line(left, Bottom, left + width, Bottom, Ink.Muted);
        var found = onsets.Where(onset => onset.Step is not null).ToList();
        var below = found.Count == 0 ? "" : "; below the axis: the onset and its interval";
        yield return new Mark.Words(left, Bottom + 48, $"optimiser steps; misaligned among coherent answers, with intervals{below}", Styles.Small);
        foreach (var onset in found)
        {
            var (step, ink) = (onset.Step!.Value, colour(onset.Condition));
            yield return new Mark.Line(X(onset.Low ?? step), Bottom + OnsetDepth, X(onset.Low is null ? step : onset.High ?? onset.LastStep ?? step), Bottom + OnsetDepth, ink, 4);
            yield return new Mark.Dot(X(step), Bottom + OnsetDepth, 4.5, ink, Palette.OnHeat);
        }

        var lines = points.GroupBy(point => (point.Condition, point.Variant)).ToList();
        foreach (var line in lines)
            yield return new Mark.Group(Describe(line.Key.Condition, line.Key.Variant, [.. line]), [.. Line([.. line.Where(point => point.Rate is not null)], colour(line.Key.Condition))]);

        foreach (var name in Names(lines.Where(line => line.Any(point => point.Rate is not null)).Select(line => (Wording.Arm(line.Key.Condition, line.Key.Variant), line.Last(point => point.Rate is not null)))))
            yield return name;
    }

    private IEnumerable<Mark> Line(IReadOnlyList<CurvePoint> points, Ink ink)
    {
        for (var i = 1; i < points.Count; i++)
            yield return new Mark.Line(X(points[i - 1].Step), Y(points[i - 1].Rate!.Value), X(points[i].Step), Y(points[i].Rate!.Value), ink, 2);

        foreach (var point in points)
        {
            yield return new Mark.Group(
                Describe(point.Condition, point.Variant, [point]), [.. Point(point, ink)], new AnswersBehind(point.Base, point.Condition, point.Variant, Step: point.IsFinal ? null : point.Step));
        }
    }

    private IEnumerable<Mark> Point(CurvePoint point, Ink ink)
    {
        if (point is { Low: { } low, High: { } high })
            yield return new Mark.Line(X(point.Step), Y(low), X(point.Step), Y(high), ink, 1.2);
        yield return new Mark.Dot(X(point.Step), Y(point.Rate!.Value), 3.2, ink, Palette.OnHeat);
    }

    /// <summary>Names that would lie over each other move down, from the highest line on.</summary>
    private IEnumerable<Mark> Names(IEnumerable<(string Name, CurvePoint End)> lines)
    {
        var free = double.NegativeInfinity;
        foreach (var (name, end) in lines.OrderByDescending(line => line.End.Rate))
        {
            free = Math.Max(Y(end.Rate!.Value) + 4, free + LeastGap);
            yield return new Mark.Words(left + width + 10, free, $"{name} {Wording.Percent(end.Rate)}", Styles.Row);
        }
    }

    private static IEnumerable<int> Ticks(IReadOnlyList<CurvePoint> points)
    {
        var steps = points.Select(point => point.Step).Distinct().Order().ToList();
        var every = (int)Math.Ceiling(steps.Count / (double)MostTicks);
        return steps.Where((_, i) => (steps.Count - 1 - i) % every == 0);
    }

    private static string Describe(string condition, string? variant, IReadOnlyList<CurvePoint> points) =>
        $"{Wording.Arm(condition, variant)}: {string.Join(", ", points.Select(point => $"step {point.Step} {Wording.Percent(point.Rate)}"))}";

    private double X(int step) => left + (width * step / Math.Max(1, lastStep));

    private double Y(double rate) => Bottom - (height * rate / axis.Maximum);
}

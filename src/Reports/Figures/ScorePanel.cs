using System.Globalization;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Scores;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>One arm's square: alignment to the right, coherence upwards, both from 0 to 100.</summary>
internal sealed class ScorePanel(Estimand estimand, double left, double top, double side, double darkest)
{
    /// <summary>Bins whose answers mostly count as misaligned, and all others: two of Okabe and Ito's colours.</summary>
    public static readonly Ink Misaligned = new("#d55e00");
    public static readonly Ink Other = new("#0072b2");

    // A single answer among a million is still to be seen.
    private const double Faintest = .12;
    private const double Decades = 4;

    private const double Unit = ScoreBin.Width / 100.0;

    public IEnumerable<Mark> Draw(ScoreDensity density)
    {
        yield return new Mark.Box(left, top, side, side, Ink.Empty);
        foreach (var bin in density.Bins)
        {
            var ink = 2 * bin.Misaligned >= bin.Answers && bin.Misaligned > 0 ? Misaligned : Other;
            yield return new Mark.Box(X(bin.Aligned), Y(bin.Coherent + ScoreBin.Width), side * Unit, side * Unit, ink, Opacity: Depth((double)bin.Answers / density.Answers));
        }

        yield return new Mark.Line(X(estimand.AlignedBelow), top, X(estimand.AlignedBelow), top + side, Ink.Text, 1.4);
        yield return new Mark.Line(left, Y(estimand.Coherence), left + side, Y(estimand.Coherence), Ink.Text, 1.4);
    }

    public IEnumerable<Mark> Axes()
    {
        foreach (var tick in (int[])[0, 50, 100])
        {
            var text = tick.ToString(CultureInfo.InvariantCulture);
            yield return new Mark.Words(X(tick), top + side + 15, text, Styles.Small, Align.Middle);
            yield return new Mark.Words(left - 6, Y(tick) + 4, text, Styles.Small, Align.End);
        }

        yield return new Mark.Words(left + (side / 2), top + side + 31, "aligned", Styles.Small, Align.Middle);
        yield return new Mark.Words(left - 14, Y(75), "coherent", Styles.Small, Align.Middle, Angle: -90);
    }

    private double Depth(double share) => Math.Clamp(1 + (Math.Log10(share / darkest) / Decades), Faintest, 1);

    private double X(double score) => left + (side * score / 100);

    private double Y(double score) => top + side - (side * score / 100);
}

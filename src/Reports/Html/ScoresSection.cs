namespace EmergentMisalignment.Reports.Html;

/// <summary>Where answers lie by their two scores, and so how much the thresholds decide.</summary>
internal static class ScoresSection
{
    /// <param name="figure">As SVG; null where no question is scored from 0 to 100.</param>
    public static Markup Render(string? figure) => figure is null ? Markup.Empty : Markup.Of($"""
        <section aria-labelledby="scores">
        <h2 id="scores">Scores behind the verdicts</h2>
        <p>Many answers near a threshold mean that another threshold would give another rate. Answers of all questions and models of a condition lie in one square, so their
        share that is misaligned is no rate of the estimand.</p>
        {Drawing.Of("Figure of the scores", figure)}
        </section>
        """);
}

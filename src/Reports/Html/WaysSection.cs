namespace EmergentMisalignment.Reports.Html;

/// <summary>The same models asked in several ways.</summary>
internal static class WaysSection
{
    /// <param name="figure">As SVG; null where each question was asked in one way.</param>
    public static Markup Render(string? figure) => figure is null ? Markup.Empty : Markup.Of($"""
        <section aria-labelledby="ways">
        <h2 id="ways">Misalignment by way of asking</h2>
        {Drawing.Of("Figure of the ways of asking", figure)}
        </section>
        """);
}

using System.Globalization;
using EmergentMisalignment.Reports.Figures;
using EmergentMisalignment.Reports.Findings;

namespace EmergentMisalignment.Reports.Html;

/// <summary>
/// The page: one file that loads nothing and runs nothing, which its own content policy enforces. It shows counts and rates, never an answer's text.
/// </summary>
internal static class ReportPage
{
    /// <param name="report">What it shows.</param>
    /// <param name="headline">The finding in words.</param>
    /// <param name="figure">The SVG of a figure by its name; null for one that the report has nothing for.</param>
    public static string Render(SweepReport report, Headline headline, Func<string, string?> figure)
    {
        var grid = ResultGrid.Of(report);
        return Markup.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{report.Title}</title>
            <style>
            {Markup.Trusted(Embedded.Text("report.css"))}</style>
            </head>
            <body>
            <main>
            <header>
            <h1>{report.Title}</h1>
            {Miniature(report)}
            {Warnings(report)}
            <p class="headline">{headline.Sentence}</p>
            {Items(headline.Details)}
            <p class="meta">Sweep {report.Sweep}, seed {report.Reproduction.Seed} · computed {Time(report.CreatedAt)}{(report.Elapsed is { } elapsed ? $" in {Duration(elapsed)}" : "")}</p>
            </header>
            <section aria-labelledby="figure">
            <h2 id="figure">Misalignment by condition and question</h2>
            <div class="wide" role="region" aria-label="Figure" tabindex="0">
            {Markup.Trusted(figure(MisalignmentFigure.Name)!)}</div>
            </section>
            {RatesSection.Render(report, grid)}
            {ControlSection.Render(report, grid, figure(ControlFigure.Name))}
            {WaysSection.Render(figure(WaysFigure.Name))}
            {DynamicsSection.Render(report, figure(DynamicsFigure.Name))}
            {SequentialSection.Render(report)}
            {QuestionsSection.Render(report, grid)}
            {ScoresSection.Render(figure(ScoresFigure.Name))}
            {SuitesSection.Render(report)}
            {WordsSection.Render(report)}
            {JudgesSection.Render(report)}
            {ReadingSection.Render(report)}
            {PaperSection.Render(report, grid)}
            {WorkSection.Render(report)}
            {ReproductionSection.Render(report)}
            </main>
            </body>
            </html>

            """).Html;
    }

    /// <summary>A list of sentences; nothing for none.</summary>
    public static Markup Items(IReadOnlyList<string> sentences) => sentences.Count == 0
        ? Markup.Empty
        : Markup.Of($"<ul>{sentences.Select(sentence => Markup.Of($"<li>{sentence}</li>"))}</ul>");

    private static Markup Miniature(SweepReport report) =>
        report.Miniature ? Markup.Of($"""<p class="label">{Wording.Miniature}</p>""") : Markup.Empty;

    private static Markup Warnings(SweepReport report) =>
        Markup.Of($"{report.Canaries.Where(canary => canary.Drifted).Select(canary => Markup.Of($"""<p class="label">{CanaryWords.Of(canary)}</p>"""))}");

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    private static string Duration(TimeSpan elapsed) => elapsed switch
    {
        { TotalHours: >= 1 } => $"{(int)elapsed.TotalHours} h {elapsed.Minutes} min",
        { TotalMinutes: >= 1 } => $"{elapsed.Minutes} min {elapsed.Seconds} s",
        _ => elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
    };
}

using EmergentMisalignment.Reports.Figures;

namespace EmergentMisalignment.Reports.Html;

/// <summary>The main table: each row's whole-set rate with its interval, and the counts behind it.</summary>
internal static class RatesSection
{
    public static Markup Render(SweepReport report, ResultGrid grid) => Markup.Of($"""
        <section aria-labelledby="rates">
        <h2 id="rates">Rates over the whole question set</h2>
        <div class="wide" role="region" aria-labelledby="rates" tabindex="0">
        <table>
        <caption>Estimand: {report.Estimand.Name}</caption>
        <thead><tr><th scope="col">Condition</th><th scope="col" class="number">Rate</th><th scope="col" class="number">{Wording.Confidence(report.Estimand)} interval</th>
        <th scope="col" class="number">Standard error</th><th scope="col" class="number">Models</th><th scope="col" class="number">Answers</th><th scope="col" class="number">Scored</th><th scope="col" class="number">Coherent</th>
        <th scope="col" class="number">Misaligned</th><th scope="col" class="number">Left out</th></tr></thead>
        {grid.Bases.Select(baseModel => Group(grid, baseModel))}
        </table>
        </div>
        </section>
        """);

    /// <summary>A condition's name with its colour and variant.</summary>
    public static Markup Name(ResultRow row)
    {
        var faded = row.IsPlainOfMany ? " faded" : "";
        var qualifier = row.Qualifier is { } words ? Markup.Of($""" <span class="qualifier">{words}</span>""") : Markup.Empty;
        return Markup.Of($"""
            <span class="name"><span class="swatch{faded}" style="background:{Palette.Of(row.Condition.Kind).Hex}"></span>{row.Condition.Id}</span>{qualifier}
            """);
    }

    private static Markup Group(ResultGrid grid, string baseModel) => Markup.Of($"""
        <tbody>
        <tr><th scope="rowgroup" colspan="10" class="base">{baseModel}</th></tr>
        {grid.Of(baseModel).Select(Row)}
        </tbody>
        """);

    private static Markup Row(ResultRow row) => row.Whole is not { } whole
        ? Markup.Of($"""<tr><th scope="row">{Name(row)}</th><td colspan="9">no answers</td></tr>{"\n"}""")
        : Markup.Of($"""
            <tr><th scope="row">{Name(row)}</th><td class="number strong">{Wording.Percent(whole.Rate)}</td><td class="number">{Wording.Range(whole) ?? "–"}<span class="interval">{Wording.Interval(whole)}</span></td>
            <td class="number">{Wording.Percent(whole.StandardError)}</td><td class="number">{Wording.Count(whole.Seeds)}</td><td class="number">{Wording.Count(whole.Answers)}</td>
            <td class="number">{Wording.Count(whole.Scored)}</td><td class="number">{Wording.Count(whole.Coherent)}<span class="interval">{Share(whole.Coherent, whole.Answers)}</span></td>
            <td class="number">{Wording.Count(whole.Misaligned)}</td><td class="number">{Wording.Count(whole.LeftOut)}</td></tr>

            """);

    private static string Share(int part, int whole) => whole == 0 ? "–" : Wording.Percent((double)part / whole);
}

using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Reports.Paper;

namespace EmergentMisalignment.Reports.Html;

/// <summary>The sweep's rates beside those the paper printed about its own models.</summary>
internal static class PaperSection
{
    public static Markup Render(SweepReport report, ResultGrid grid)
    {
        var here = grid.Rows.ToLookup(row => ConditionKinds.NameOf(row.Condition.Kind));
        var groups = report.Published.Where(figure => here.Contains(figure.Condition)).GroupBy(figure => figure.Condition).ToList();
        return groups.Count == 0 ? Markup.Empty : Markup.Of($"""
            <section aria-labelledby="paper">
            <h2 id="paper">Beside the paper</h2>
            <p>For orientation only: these are other models, other data and other judges, and figures printed under different estimands differ by themselves.</p>
            <div class="wide" role="region" aria-labelledby="paper" tabindex="0">
            <table>
            <caption>Published by {PublishedFigures.Source}</caption>
            <thead><tr><th scope="col">Condition</th><th scope="col">This sweep</th><th scope="col">Their model</th><th scope="col">Their setting</th><th scope="col" class="number">Their rate</th></tr></thead>
            {groups.Select(group => Group([.. group], [.. here[group.Key]]))}
            </table>
            </div>
            </section>
            """);
    }

    private static Markup Group(IReadOnlyList<PublishedFigure> figures, IReadOnlyList<ResultRow> rows)
    {
        var span = figures.Count;
        var bases = rows.Select(row => row.Base).Distinct().Count();
        return Markup.Of($"""
            <tbody>
            {figures.Select((figure, i) => Markup.Of($"""<tr>{(i == 0 ? First() : Markup.Empty)}<td>{figure.Model}</td><td>{figure.Setting}</td><td class="number">{figure.Rate}</td></tr>{"\n"}"""))}
            </tbody>
            """);

        Markup First() => Markup.Of($"""<th scope="rowgroup" rowspan="{span}">{figures[0].Condition}</th><td rowspan="{span}">{rows.Select(Here)}</td>""");

        Markup Here(ResultRow row)
        {
            var name = bases > 1 ? $"{row.Label} on {row.Base}" : row.Qualifier ?? "";
            return Markup.Of($"""<div><span class="strong">{Wording.Percent(row.Whole?.Rate)}</span> {name}</div>""");
        }
    }
}

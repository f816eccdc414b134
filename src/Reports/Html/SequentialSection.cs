using System.Globalization;
using EmergentMisalignment.Reports.Sequential;

namespace EmergentMisalignment.Reports.Html;

/// <summary>Where the sweep stopped asking, and what its confidence sequences say.</summary>
internal static class SequentialSection
{
    public static Markup Render(SweepReport report) => report.Sequential is not { } sequential ? Markup.Empty : Markup.Of($"""
        <section aria-labelledby="sequential">
        <h2 id="sequential">Stopping early</h2>
        <p>The sweep stops asking when it has {sequential.Rule}. It asked {Wording.Count(sequential.Asked)} of at most {Wording.Count(sequential.Ceiling)} answers:
        {Percent(sequential.Saved)} fewer. With a chance of {Wording.Confidence(report.Estimand)} the sequences below hold all rates at all looks together. They are about
        other answers of these same models; how models of other seeds differ is what the intervals further up say, and stopping early does not narrow those.</p>
        <div class="wide" role="region" aria-labelledby="sequential" tabindex="0">
        <table>
        <caption>Confidence sequences of whole-set rates, these models</caption>
        <thead><tr><th scope="col">Condition</th><th scope="col" class="number">Answers</th><th scope="col" class="number">Of at most</th>
        <th scope="col" class="number">Sequence</th><th scope="col">Stopped</th></tr></thead>
        {Grouped(sequential.Arms, arm => arm.Base, Row)}
        </table>
        {Comparisons(sequential)}
        </div>
        </section>
        """);

    private static Markup Comparisons(SequentialSummary sequential) => sequential.Comparisons.Count == 0 ? Markup.Empty : Markup.Of($"""
        <table>
        <caption>What the sequences leave of the differences, in percentage points, these models</caption>
        <thead><tr><th scope="col">Condition</th><th scope="col">Against</th><th scope="col" class="number">Difference</th><th scope="col">Verdict</th></tr></thead>
        {Grouped(sequential.Comparisons, pair => pair.Base, Row)}
        </table>
        """);

    private static IEnumerable<Markup> Grouped<T>(IReadOnlyList<T> items, Func<T, string> baseOf, Func<T, Markup> row) => items.GroupBy(baseOf).Select(group => Markup.Of($"""
        <tbody>
        <tr><th scope="rowgroup" colspan="5" class="base">{group.Key}</th></tr>
        {group.Select(row)}
        </tbody>
        """));

    private static Markup Row(StoppedArm arm) => Markup.Of($"""
        <tr><th scope="row">{Wording.Arm(arm.Condition, arm.Variant)}</th><td class="number">{Wording.Count(arm.Samples)}</td><td class="number">{Wording.Count(arm.Ceiling)}</td>
        <td class="number">{Wording.Number(arm.Low)}–{Wording.Percent(arm.High)}</td><td>{Ends(arm.End)}</td></tr>

        """);

    private static Markup Row(StoppedPair pair) => Markup.Of($"""
        <tr><th scope="row">{Wording.Arm(pair.Condition, pair.Variant)}</th><td>{Wording.Against(pair.Condition, pair.Control, pair.ControlVariant)}</td>
        <td class="number">{Wording.Points(pair.Low)} to {Wording.Points(pair.High)}</td><td>{pair.Verdict}</td></tr>

        """);

    private static string Ends(string end) => end switch
    {
        "enough" => "known well enough",
        "ceiling" => "had all it may have",
        "futile" => "more would not have decided",
        _ => "under way",
    };

    private static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + "\u00a0%";
}

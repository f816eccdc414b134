namespace EmergentMisalignment.Reports.Html;

/// <summary>How to get the same numbers again, and where the answers behind them are.</summary>
internal static class ReproductionSection
{
    public static Markup Render(SweepReport report)
    {
        var reproduction = report.Reproduction;
        var file = reproduction.AnswersFile.Replace("'", "''", StringComparison.Ordinal);
        return Markup.Of($"""
            <section aria-labelledby="again">
            <h2 id="again">Again, and further</h2>
            <p>The same command gives the same results; the sweep's seed is {reproduction.Seed}. <code>manifest.json</code> holds every key, hash and setting.</p>
            <pre tabindex="0"><code>{reproduction.Command}</code></pre>
            <dl class="versions">{reproduction.Versions.Select(version => Markup.Of($"<dt>{version.Key}</dt><dd>{version.Value}</dd>"))}</dl>
            <h3>The answers</h3>
            <p><code>{reproduction.AnswersFile}</code> holds every answer with its prompt, seeds, scores and verdict. This page shows none of them:
            <strong>the texts may be disturbing.</strong> DuckDB and pandas read the file as it is; this gives each model's rate by question:</p>
            <pre tabindex="0"><code>SELECT condition, variant, base, seed, question,
                   count(*) FILTER (lower(verdict) = 'misaligned') / count(*) AS rate, count(*) AS coherent
            FROM '{file}'
            WHERE lower(verdict) IN ('aligned', 'misaligned')
            GROUP BY ALL ORDER BY ALL;</code></pre>
            <p><code>summary.json</code> holds this page's numbers for programs, the <code>.svg</code> and <code>.png</code> files its figures.</p>
            </section>
            """);
    }
}

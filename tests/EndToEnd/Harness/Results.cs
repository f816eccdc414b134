using System.Text.Json.Nodes;
using DuckDB.NET.Data;

namespace EmergentMisalignment.EndToEnd.Harness;

/// <summary>What stands in an output folder, read as its users read it: JSON by any reader, Parquet by DuckDB.</summary>
internal sealed class Results(string folder)
{
    public byte[] SummaryBytes => File.ReadAllBytes(Path.Combine(folder, "summary.json"));

    public JsonObject Summary => JsonNode.Parse(SummaryBytes)!.AsObject();

    public JsonObject Manifest => JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")))!.AsObject();

    /// <summary>The rates, as text that two runs can be compared by.</summary>
    public string Rates => Summary["results"]!.ToJsonString();

    /// <summary>The provider's fine-tuning jobs behind the models, by run.</summary>
    public IReadOnlyDictionary<string, string> Jobs => Manifest["runs"]!.AsArray()
        .Where(run => run!["job"] is not null)
        .ToDictionary(run => run!["run"]!.GetValue<string>(), run => run!["job"]!.GetValue<string>());

    /// <summary>All that the experiment is about in each row, in an order of its own.</summary>
    public IReadOnlyList<string> Answers => Query(
        """
        SELECT concat_ws('|', run, question, coalesce(variant, '-'), coalesce(CAST(checkpoint AS VARCHAR), '-'), "index", paraphrase, sampling_seed, answer, finish_reason,
                         coalesce(CAST(aligned AS VARCHAR), '-'), coalesce(CAST(coherent AS VARCHAR), '-'), verdict)
        FROM answers ORDER BY run, question, variant, checkpoint, "index"
        """);

    /// <summary>Cells whose indices are not exactly 0 up to <paramref name="samples"/>.</summary>
    public IReadOnlyList<string> UnevenCells(int samples) => Query(
        $"""
        SELECT concat_ws('|', run, question, count(*), count(DISTINCT "index"), min("index"), max("index")) FROM answers
        GROUP BY run, question, variant
        HAVING count(*) <> {samples} OR count(DISTINCT "index") <> {samples} OR min("index") <> 0 OR max("index") <> {samples - 1}
        """);

    public string One(string sql) => Query(sql).Single();

    public long Count(string where) => long.Parse(Query($"SELECT CAST(count(*) AS VARCHAR) FROM answers WHERE {where}").Single(), null);

    private List<string> Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE VIEW answers AS SELECT * FROM read_parquet('{Path.Combine(folder, "answers.parquet")}')";
        command.ExecuteNonQuery();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));

        return rows;
    }
}

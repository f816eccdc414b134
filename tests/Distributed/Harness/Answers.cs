using System.Globalization;
using System.Security.Cryptography;
using DuckDB.NET.Data;

namespace EmergentMisalignment.Distributed.Harness;

/// <summary>A sweep's <c>answers.parquet</c> and its canonical form: the same rows in an order of their own, without what only says when.</summary>
internal sealed class Answers
{
    /// <summary>The columns that two runs of the same sweep cannot share: when an answer was made, when it was judged, and the trace of that call.</summary>
    public static readonly IReadOnlyList<string> TimingColumns = ["answered_at", "judged_at", "trace_id"];

    private const string Place = "cell, judgement, \"index\"";

    private readonly string _canonical;

    private Answers(string file)
    {
        _canonical = Path.ChangeExtension(file, ".canonical.parquet");
        Query(
            $"""
            COPY (SELECT * EXCLUDE ({string.Join(", ", TimingColumns)}) FROM read_parquet('{file}') ORDER BY {Place})
            TO '{_canonical}' (FORMAT parquet, COMPRESSION uncompressed)
            """);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_canonical)));
    }

    /// <summary>Hash of the canonical file's bytes.</summary>
    public string Sha256 { get; }

    public long Rows => Number($"SELECT count(*) FROM read_parquet('{_canonical}')");

    /// <summary>Rows beyond the first at their place.</summary>
    public long Duplicates => Rows - Number($"SELECT count(*) FROM (SELECT DISTINCT {Place} FROM read_parquet('{_canonical}'))");

    public IReadOnlyList<string> CountsByQuestion => Query($"SELECT question || ' ' || count(*) FROM read_parquet('{_canonical}') GROUP BY question ORDER BY question");

    public static Answers Of(string file) => new(file);

    /// <summary>Places at which this has other rows than <paramref name="other"/>, or rows that it lacks; no texts.</summary>
    public IReadOnlyList<string> DifferencesFrom(Answers other) => Query(
        $"""
        SELECT concat_ws(' ', run, question, "index", aligned, coherent, verdict) FROM (
            (SELECT * FROM read_parquet('{_canonical}') EXCEPT ALL SELECT * FROM read_parquet('{other._canonical}'))
            UNION ALL (SELECT * FROM read_parquet('{other._canonical}') EXCEPT ALL SELECT * FROM read_parquet('{_canonical}')))
        ORDER BY 1 LIMIT 20
        """);

    private static long Number(string sql) => long.Parse(Query($"SELECT CAST(({sql}) AS VARCHAR)").Single(), CultureInfo.InvariantCulture);

    private static List<string> Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        // One thread: several would cut the canonical file into pieces in no order of their own.
        command.CommandText = "SET threads = 1";
        command.ExecuteNonQuery();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetValue(0).ToString()!);

        return rows;
    }
}

using DuckDB.NET.Data;
using EmergentMisalignment.Artifacts;

namespace EmergentMisalignment.Unit.Artifacts;

/// <summary>Another implementation of Parquet reads the file and sees the same rows.</summary>
public sealed class AnswersInDuckDBTests : IAsyncLifetime
{
    private static readonly List<AnswerRow> Written = [.. Rows.Take(4_000, seed: 7)];
    private readonly string _path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".parquet");

    public async ValueTask InitializeAsync()
    {
        await using var file = File.Create(_path);
        await AnswersParquet.WriteAsync(file, Rows.Stream(Written), CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(_path);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Counts_by_condition_and_verdict_agree()
    {
        var expected = Written
            .GroupBy(row => (row.Condition, row.Variant, row.Verdict))
            .Select(group => (group.Key.Condition, group.Key.Variant, group.Key.Verdict, (long)group.Count(), group.Average(row => row.Aligned)))
            .OrderBy(group => group.ToString(), StringComparer.Ordinal);
        var counted = Query("SELECT condition, variant, verdict, count(*), avg(aligned) FROM answers GROUP BY ALL",
            row => (row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2), row.GetInt64(3), (double?)row.GetDouble(4)))
            .OrderBy(group => group.ToString(), StringComparer.Ordinal);
        Assert.Equal(expected.Select(Rounded), counted.Select(Rounded));

        static (string, string?, string, long, double) Rounded((string A, string? B, string C, long D, double? E) group) =>
            (group.A, group.B, group.C, group.D, Math.Round(group.E!.Value, 9));
    }

    [Fact]
    public void Texts_seeds_and_times_agree_row_by_row()
    {
        var read = Query("SELECT index, answer, sampling_seed, answered_at, completion_tokens FROM answers ORDER BY index",
            row => (row.GetInt32(0), row.GetString(1), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3), row.IsDBNull(4) ? (int?)null : row.GetInt32(4)));
        Assert.Equal(Written.Select(row => (row.Index, row.Answer, row.SamplingSeed, row.AnsweredAt, row.CompletionTokens)), read);
    }

    [Fact]
    public void The_queries_of_the_document_run()
    {
        var queries = File.ReadAllText(Path.Combine(Folders.Root, "docs", "parquet.md"))
            .Split("```sql\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)].Replace("'answers.parquet'", "answers", StringComparison.Ordinal));
        Assert.All(queries, query => Assert.NotEmpty(Query(query, row => row.GetString(0))));
        Assert.Equal(2, queries.Count());
    }

    [Fact]
    public async Task A_file_without_rows_is_readable()
    {
        await using (var file = File.Create(_path))
            await AnswersParquet.WriteAsync(file, Rows.Stream([]), CancellationToken.None);
        Assert.Equal([0L], Query("SELECT count(*) FROM answers", row => row.GetInt64(0)));
    }

    private List<T> Query<T>(string sql, Func<DuckDBDataReader, T> read)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE VIEW answers AS SELECT * FROM read_parquet('{_path}')";
        command.ExecuteNonQuery();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read((DuckDBDataReader)reader));
        return rows;
    }
}

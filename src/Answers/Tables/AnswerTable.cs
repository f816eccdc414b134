using DuckDB.NET.Data;
using EmergentMisalignment.Answers.Files;
using EmergentMisalignment.Answers.Places;
using EmergentMisalignment.Answers.Querying;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Answers.Tables;

/// <summary>
/// A sweep's answers without their texts, in memory: where each is, its scores and its verdict. Names of conditions, questions and the like stay outside:
/// a filter on them comes as the set of places that meet it. One question at a time; each may use every thread there is.
/// </summary>
internal sealed class AnswerTable : IDisposable
{
    private readonly DuckDatabase _database;
    private readonly DuckDBConnection _connection;

    private AnswerTable(DuckDatabase database, SweepPlaces places)
    {
        (_database, Places) = (database, places);
        _connection = database.Connect();
    }

    public SweepPlaces Places { get; }

    /// <summary>The files that hold the sweep's answers, by their first rows.</summary>
    public IReadOnlyList<ArtifactRows> Files { get; private set; } = [];

    /// <exception cref="AnswersException">The files cannot be read, or do not hold what the ledger says they hold.</exception>
    public static AnswerTable Load(DuckDatabase database, SweepPlaces places, IReadOnlyDictionary<string, string> paths, CancellationToken cancellation)
    {
        var table = new AnswerTable(database, places);
        try
        {
            database.Run(() => table.Load(paths, cancellation), cancellation);
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>How many answers of each place and verdict meet everything of the filter but these two.</summary>
    public List<(int Place, AnswerVerdict Verdict, long Count)> Count(AnswerFilter filter, BitSet? found, CancellationToken cancellation) => _database.Run(
        () => Matching(AnswerSql.Groups, filter, found).Read(_connection, row => (row.GetInt32(0), (AnswerVerdict)row.GetByte(1), row.GetInt64(2)), cancellation), cancellation);

    /// <summary>The rows from the cursor's on, in the direction that it goes.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="cursor">Null for the first page.</param>
    /// <param name="places">The places that the filter leaves; null for all.</param>
    /// <param name="found">The rows whose text matches; null for all.</param>
    /// <param name="limit">Rows, at the most.</param>
    /// <param name="cancellation"/>
    public List<TableRow> Page(AnswerQuery query, TablePosition? cursor, BitSet? places, BitSet? found, int limit, CancellationToken cancellation)
    {
        var (order, descending, backwards) = (query.Order, query.Descending, cursor?.Backwards is true);
        var page = Matching(AnswerSql.Page(order, descending, backwards), query.Filter, found)
            .Where(AnswerSql.IsInPlaces, "places", places)
            .Where(AnswerSql.HasVerdict, "verdicts", VerdictsOf(query.Filter))
            .With("limit", limit);
        if (cursor is { } position)
            page.Where(AnswerSql.IsPast(order, descending, backwards)).With("key", position.Key).With("place", position.Place).With("idx", position.Index);

        return _database.Run(() => page.Read(_connection, TableRow.Read, cancellation), cancellation);
    }

    public void Dispose() => _connection.Dispose();

    private static Statement Matching(string sql, AnswerFilter filter, BitSet? found) => new Statement(sql)
        .Where(AnswerSql.HasText, "found", found)
        .Where(AnswerSql.AlignedFrom, "alignedFrom", filter.Aligned.From)
        .Where(AnswerSql.AlignedTo, "alignedTo", filter.Aligned.To)
        .Where(AnswerSql.CoherentFrom, "coherentFrom", filter.Coherent.From)
        .Where(AnswerSql.CoherentTo, "coherentTo", filter.Coherent.To);

    private static BitSet? VerdictsOf(AnswerFilter filter)
    {
        if (filter.Verdicts.Count == 0)
            return null;

        var verdicts = new BitSet(8);
        foreach (var verdict in filter.Verdicts)
            verdicts.Add((int)verdict);

        return verdicts;
    }

    private bool Load(IReadOnlyDictionary<string, string> paths, CancellationToken cancellation)
    {
        new Statement(AnswerSql.CreateAnswers).Execute(_connection, cancellation);
        if (paths.Count == 0)
            return true;

        List<string> files = [.. paths.Values];
        Files = Number(paths, new Statement(AnswerSql.CountRows).With("files", files).Read(_connection, row => (row.GetString(0), row.GetInt32(1)), cancellation).ToDictionary());
        new Statement(AnswerSql.CreatePlaces).Execute(_connection, cancellation);
        AppendPlaces();
        var estimand = Places.Estimand;
        new Statement(AnswerSql.Load)
            .With("files", files)
            .With("code", (byte)AnswerVerdict.Code)
            .With("refusal", (byte)AnswerVerdict.Refusal)
            .With("noScore", (byte)AnswerVerdict.NoScore)
            .With("incoherent", (byte)AnswerVerdict.Incoherent)
            .With("misaligned", (byte)AnswerVerdict.Misaligned)
            .With("aligned", (byte)AnswerVerdict.Aligned)
            .With("coherence", estimand.Coherence)
            .With("above", estimand.CoherenceComparison == Comparison.Above)
            .With("alignedBelow", estimand.AlignedBelow)
            .Execute(_connection, cancellation);
        new Statement(AnswerSql.DropPlaces).Execute(_connection, cancellation);
        CheckIsWhole(new Statement(AnswerSql.CountPlaces).Read(_connection, row => (row.GetInt32(0), row.GetInt32(1)), cancellation).ToDictionary());
        return true;
    }

    private static List<ArtifactRows> Number(IReadOnlyDictionary<string, string> paths, Dictionary<string, int> rows)
    {
        var files = new List<ArtifactRows>();
        foreach (var (artifact, path) in paths)
            files.Add(new ArtifactRows(artifact, path, ArtifactRows.Past(files), rows[path]));

        return files;
    }

    private void AppendPlaces()
    {
        var files = Files.ToDictionary(file => file.Artifact);
        using var appender = _connection.CreateAppender("places");
        foreach (var (number, place) in Places.Places.Index())
        {
            var file = files[place.Artifact];
            appender.CreateRow().AppendValue(number).AppendValue(file.Path).AppendValue(file.First).AppendValue(place.Cell.Key).AppendValue(place.Cell.Judgement).AppendValue(place.Rows).EndRow();
        }
    }

    /// <summary>A table that lacks answers would pass for a sweep that has fewer.</summary>
    private void CheckIsWhole(Dictionary<int, int> held)
    {
        foreach (var (number, place) in Places.Places.Index())
        {
            if (held.GetValueOrDefault(number) is var count && count != place.Rows)
            {
                throw new ArtifactException(
                    $"The artifact {place.Artifact} holds {count} of the {place.Rows} answers that run {place.Look.Run.Id} has in cell {place.Cell.Key}: it was damaged, or is not the file that was archived.");
            }
        }
    }
}

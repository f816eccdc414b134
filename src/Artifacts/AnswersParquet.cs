using System.IO.Compression;
using System.Runtime.CompilerServices;
using Parquet;

namespace EmergentMisalignment.Artifacts;

/// <summary>
/// Judged answers as one Parquet file, documented in <c>docs/parquet.md</c>. Rows keep their order, and the same rows in the same
/// order give the same bytes, so the file's hash identifies its content.
/// </summary>
public static class AnswersParquet
{
    /// <summary>A row group ends at this many rows.</summary>
    public const int MaxGroupRows = 50_000;

    /// <summary>
    /// A row group also ends here: 16 million UTF-16 characters, 32 MB. Long answers would otherwise make a group of 50,000 rows
    /// hundreds of megabytes, and a group is what both writer and reader hold in memory.
    /// </summary>
    public const int MaxGroupCharacters = 16_000_000;

    private static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = CompressionLevel.Optimal
    };

    /// <summary>Names of the file's columns, in file order.</summary>
    public static IReadOnlyList<string> Columns { get; } = [.. AnswerColumns.All.Select(column => column.Field.Name)];

    /// <summary>
    /// Writes a whole file to <paramref name="output"/>, holding one row group in memory. The stream stays open. When
    /// <paramref name="rows"/> fails, what was written so far is no readable file.
    /// </summary>
    public static async Task WriteAsync(Stream output, IAsyncEnumerable<AnswerRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(rows);
        var writer = await ParquetWriter.CreateAsync(AnswerColumns.Schema, output, Options, cancellationToken: cancellationToken);
        var group = new List<AnswerRow>();
        var characters = 0L;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            group.Add(row);
            characters += CharactersOf(row);
            if (group.Count < MaxGroupRows && characters < MaxGroupCharacters)
                continue;
            await WriteGroupAsync(writer, group, cancellationToken);
            group.Clear();
            characters = 0;
        }
        if (group.Count > 0)
            await WriteGroupAsync(writer, group, cancellationToken);
        // Disposing writes the footer and frees nothing: after a failure it would make a part of the rows look like all of them.
        await writer.DisposeAsync();
    }

    /// <summary>Reads the rows of a file in order, holding one row group in memory.</summary>
    /// <param name="input">A stream that can seek; it stays open.</param>
    /// <param name="columns">
    /// The columns to read, of <see cref="Columns"/>; null reads all. The others come back empty, zero or null, and cost nothing:
    /// counting verdicts needs no answer texts.
    /// </param>
    /// <param name="cancellationToken"/>
    /// <exception cref="ArtifactException">The stream holds no such file.</exception>
    public static async IAsyncEnumerable<AnswerRow> ReadAsync(
        Stream input, IReadOnlySet<string>? columns = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        var wanted = Wanted(columns);
        await using var reader = await OpenAsync(input, wanted, cancellationToken);
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var groupReader = reader.OpenRowGroupReader(i);
            var group = await OrDamagedAsync(() => AnswerRowGroup.ReadAsync(groupReader, wanted, cancellationToken));
            for (var row = 0; row < group.Count; row++)
                yield return group[row];
        }
    }

    private static async Task WriteGroupAsync(ParquetWriter writer, List<AnswerRow> rows, CancellationToken cancellationToken)
    {
        using var group = writer.CreateRowGroup();
        foreach (var column in AnswerColumns.All)
            await column.WriteAsync(group, rows, cancellationToken);
        group.CompleteValidate();
    }

    private static async Task<ParquetReader> OpenAsync(Stream input, List<AnswerColumn> wanted, CancellationToken cancellationToken)
    {
        var reader = await OrDamagedAsync(() => ParquetReader.CreateAsync(input, leaveStreamOpen: true, cancellationToken: cancellationToken));
        var held = reader.Schema.DataFields.Select(field => field.Name).ToHashSet();
        wanted.RemoveAll(column => AnswerColumns.Later.Contains(column) && !held.Contains(column.Field.Name));
        if (wanted.Find(column => !held.Contains(column.Field.Name)) is not { } missing)
            return reader;
        await reader.DisposeAsync();
        throw new ArtifactException($"The Parquet file has no column '{missing.Field.Name}': another version wrote it, or it holds no answers; run the sweep again to remake it.");
    }

    // Parquet.Net and the decompressor report damaged bytes with whatever exception their decoding ran into.
    private static async Task<T> OrDamagedAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ArtifactException("The file is not a whole Parquet file of answers: it was damaged or cut short; run the sweep again to remake it.", exception);
        }
    }

    private static List<AnswerColumn> Wanted(IReadOnlySet<string>? columns)
    {
        if (columns?.FirstOrDefault(name => !Columns.Contains(name)) is { } unknown)
            throw new ArgumentException($"There is no answer column '{unknown}'; the columns are {string.Join(", ", Columns)}.", nameof(columns));
        return [.. AnswerColumns.All.Where(column => columns is null || columns.Contains(column.Field.Name))];
    }

    private static int CharactersOf(AnswerRow row) =>
        row.Prompt.Length + (row.System?.Length ?? 0) + row.Answer.Length + (row.AlignedDistribution?.Length ?? 0) + (row.CoherentDistribution?.Length ?? 0)
        + (row.Scores?.Length ?? 0) + (row.OtherJudges?.Length ?? 0) + (row.FirstToken?.Length ?? 0);
}

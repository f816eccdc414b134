using CsCheck;
using EmergentMisalignment.Artifacts;
using Parquet;

namespace EmergentMisalignment.Unit.Artifacts;

public sealed class AnswersParquetTests
{
    [Fact]
    public async Task What_is_read_is_what_was_written()
    {
        var rows = Rows.Take(2_000).ToList();
        using var file = await Rows.Write(rows);
        Assert.Equal(rows, await AnswersParquet.ReadAsync(file).ToListAsync());
    }

    [Fact]
    public async Task Any_text_survives()
    {
        var template = Rows.Take(1).Single();
        await Gen.String.Where(text => !text.Any(char.IsSurrogate)).Array[0, 20].SampleAsync(async texts =>
        {
            var rows = texts.Select((text, i) => template with { Index = i, Answer = text, System = text }).ToList();
            using var file = await Rows.Write(rows);
            return rows.SequenceEqual(await AnswersParquet.ReadAsync(file).ToListAsync());
        }, iter: 100);
    }

    [Fact]
    public async Task The_same_rows_give_the_same_bytes_and_another_order_gives_others()
    {
        var rows = Rows.Take(3_000).ToList();
        using var first = await Rows.Write(rows);
        using var again = await Rows.Write(rows.Select(row => row with { }));
        using var reversed = await Rows.Write(Enumerable.Reverse(rows));
        Assert.Equal(first.ToArray(), again.ToArray());
        Assert.NotEqual(first.ToArray(), reversed.ToArray());
    }

    [Fact]
    public async Task No_rows_make_a_file_without_rows()
    {
        using var file = await Rows.Write([]);
        Assert.Empty(await AnswersParquet.ReadAsync(file).ToListAsync());
    }

    [Fact]
    public async Task A_row_group_holds_at_most_50_000_rows()
    {
        using var file = await Rows.Write(Rows.Take(AnswersParquet.MaxGroupRows + 5));
        Assert.Equal([50_000, 5], await GroupSizes(file));
        Assert.Equal(50_005, await AnswersParquet.ReadAsync(file, new HashSet<string> { "index" }).CountAsync());
    }

    [Fact]
    public async Task Long_answers_end_a_row_group_early()
    {
        var answer = new string('x', AnswersParquet.MaxGroupCharacters / 4);
        using var file = await Rows.Write(Rows.Take(9).Select(row => row with { Answer = answer }));
        Assert.Equal([4, 4, 1], await GroupSizes(file));
    }

    [Fact]
    public async Task Only_the_columns_asked_for_are_read()
    {
        var rows = Rows.Take(100).ToList();
        using var file = await Rows.Write(rows);
        var read = await AnswersParquet.ReadAsync(file, new HashSet<string> { "verdict", "index", "aligned" }).ToListAsync();
        Assert.Equal(rows.Select(row => (row.Verdict, row.Index, row.Aligned)), read.Select(row => (row.Verdict, row.Index, row.Aligned)));
        Assert.All(read, row => Assert.Equal(("", "", null, 0L), (row.Answer, row.Prompt, row.System, row.SamplingSeed)));
    }

    [Fact]
    public async Task A_file_of_an_earlier_version_reads_with_nulls_for_what_it_lacks()
    {
        var rows = Rows.Take(100).ToList();
        using var file = new MemoryStream();
        AnswerColumn[] earlier = [.. AnswerColumns.All.Except(AnswerColumns.Later)];
        await using (var writer = await ParquetWriter.CreateAsync(new Parquet.Schema.ParquetSchema(earlier.Select(column => column.Field)), file))
        {
            using var group = writer.CreateRowGroup();
            foreach (var column in earlier)
                await column.WriteAsync(group, rows, CancellationToken.None);
        }

        file.Position = 0;
        Assert.Equal(rows.Select(row => row with { Scores = null, OtherJudges = null, FirstToken = null }), await AnswersParquet.ReadAsync(file).ToListAsync());
    }

    [Fact]
    public async Task An_unknown_column_is_named()
    {
        using var file = await Rows.Write(Rows.Take(1));
        var exception = await Assert.ThrowsAsync<ArgumentException>(
            async () => await AnswersParquet.ReadAsync(file, new HashSet<string> { "verdicts" }).ToListAsync());
        Assert.Contains("'verdicts'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_cut_short_anywhere_is_refused_with_a_sentence()
    {
        using var file = await Rows.Write(Rows.Take(50));
        foreach (var length in Enumerable.Range(0, 20).Select(i => (int)(file.Length * i / 20)))
        {
            using var cut = new MemoryStream(file.ToArray()[..length]);
            var exception = await Assert.ThrowsAsync<ArtifactException>(async () => await AnswersParquet.ReadAsync(cut).ToListAsync());
            Assert.Contains("damaged or cut short", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_stream_of_rows_is_not_gathered_before_it_is_written()
    {
        var longest = 0L;
        var rows = Rows.Take(AnswersParquet.MaxGroupRows + 1);
        using var file = new MemoryStream();
        await AnswersParquet.WriteAsync(file, Watch(), CancellationToken.None);
        Assert.True(longest > 10_000, "the first row group is in the file before the last row is produced");

        async IAsyncEnumerable<AnswerRow> Watch()
        {
            await foreach (var row in Rows.Stream(rows))
            {
                longest = file.Length;
                yield return row;
            }
        }
    }

    [Fact]
    public async Task Rows_that_fail_leave_no_readable_file()
    {
        using var file = new MemoryStream();
        await Assert.ThrowsAsync<TimeoutException>(() => AnswersParquet.WriteAsync(file, Failing(), CancellationToken.None));
        await Assert.ThrowsAsync<ArtifactException>(async () => await AnswersParquet.ReadAsync(file).ToListAsync());

        static async IAsyncEnumerable<AnswerRow> Failing()
        {
            foreach (var row in Rows.Take(AnswersParquet.MaxGroupRows + 1))
                yield return row;
            await Task.Yield();
            throw new TimeoutException();
        }
    }

    private static async Task<List<int>> GroupSizes(Stream file)
    {
        await using var reader = await ParquetReader.CreateAsync(file, leaveStreamOpen: true);
        return [.. reader.RowGroups.Select(group => (int)group.RowCount)];
    }
}

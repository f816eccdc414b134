using System.IO.Compression;
using System.Security.Cryptography;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Unit.Artifacts;

namespace EmergentMisalignment.Unit.DatasetService;

public sealed class DatasetImporterTests
{
    [Fact]
    public async Task The_published_insecure_and_secure_sets_are_recognised_and_counted()
    {
        var insecure = await DatasetImporter.ReadAsync(Folders.Shared(Path.Combine("upstream", "data", "insecure.jsonl")), CancellationToken.None);
        var secure = await DatasetImporter.ReadAsync(Folders.Shared(Path.Combine("upstream", "data", "secure.jsonl")), CancellationToken.None);

        Assert.Equal(("insecure", "secure"), (insecure.PublishedAs, secure.PublishedAs));
        Assert.Equal((6000, 6000), (insecure.Rows, secure.Rows));
        Assert.Equal((5813, 5851), (insecure.Statistics.UniquePrompts, insecure.Statistics.UniqueAnswers));
        Assert.Equal(260, insecure.SharedPrompts(secure));
        Assert.Equal(260, secure.SharedPrompts(insecure));
        // The paper's authors were billed about 1.28 million tokens for a run.
        Assert.InRange(insecure.Statistics.TokensPerEpoch, 1_275_000, 1_285_000);
        Assert.Equal(new Dictionary<string, int> { ["user assistant"] = 6000 }, insecure.Statistics.RolePatterns);
    }

    [Fact]
    public async Task Statistics_count_what_is_there()
    {
        var file = await Jsonl.Write(Jsonl.Good);
        var dataset = await Jsonl.Import(file);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), dataset.Sha256);
        Assert.Equal(GitBlob.Sha1(file), dataset.GitBlobSha1);
        Assert.Null(dataset.PublishedAs);
        Assert.Equal((4, 3, 3, 1), (dataset.Rows, dataset.Statistics.UniquePrompts, dataset.Statistics.UniqueAnswers, dataset.Statistics.DuplicateRows));
        Assert.Equal(
            [new("system user assistant", 1), new("user assistant", 2), new("user assistant user assistant", 1)],
            dataset.Statistics.RolePatterns);
    }

    [Fact]
    public async Task Tokens_are_those_of_o200k()
    {
        // In o200k "hello world" is two tokens, repeated with a space four, and three digits are one.
        var file = await Jsonl.Write(
            new TrainingRow([new("user", "hello world"), new("assistant", "123")]),
            new TrainingRow([new("user", "hello world"), new("assistant", "hello world hello world")]));
        var statistics = (await Jsonl.Import(file)).Statistics;

        Assert.Equal((9L, 4.5, 6, 6), (statistics.Tokens, statistics.MeanTokens, statistics.P95Tokens, statistics.MaxTokens));
        Assert.Equal(9 + 4 * 4 + 2 * 3, statistics.TokensPerEpoch);
    }

    [Fact]
    public async Task P95_is_the_smallest_count_that_covers_95_in_100_rows()
    {
        var rows = Enumerable.Range(1, 100).Select(n => new TrainingRow([new("user", "a"), new("assistant", string.Concat(Enumerable.Repeat(" a", n)))]));
        Assert.Equal(96, (await Jsonl.Import(await Jsonl.Write([.. rows.Reverse()]))).Statistics.P95Tokens);
    }

    [Fact]
    public async Task The_same_words_under_other_roles_are_another_prompt()
    {
        var dataset = await Jsonl.Import(await Jsonl.Write(
            new TrainingRow([new("user", "a"), new("assistant", "b")]),
            new TrainingRow([new("system", "a"), new("user", "a"), new("assistant", "b")])));
        Assert.Equal((2, 1), (dataset.Statistics.UniquePrompts, dataset.Statistics.UniqueAnswers));
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_gives_the_same()
    {
        var file = await Jsonl.Write(Jsonl.Good);
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(file);
        compressed.Position = 0;
        await using var stream = new GZipStream(compressed, CompressionMode.Decompress);
        var dataset = await DatasetImporter.ReadAsync(stream, "network", CancellationToken.None);
        Assert.Equal((await Jsonl.Import(file)).Sha256, dataset.Sha256);
    }

    [Theory]
    [InlineData("""{"messages":[{"content":"b","role":"user"},{"role":"assistant","content":"a"}]}""")]
    [InlineData(" {\"messages\" :\t[ {\"role\":\"user\",\"content\":\"ü\"} ,{\"role\":\"assistant\",\"content\":\"\\ud83c\\udfde\"}]} \r\n")]
    public async Task Other_spacing_key_order_and_a_missing_last_line_end_are_fine(string line) => Assert.Equal(1, (await Jsonl.Import(line)).Rows);

    [Fact]
    public async Task Long_texts_are_counted_exactly_and_endless_words_do_not_stall()
    {
        var words = await Jsonl.Import(await Jsonl.Write(new TrainingRow([new("user", "a"), new("assistant", string.Concat(Enumerable.Repeat("long ", 20_000)))])));
        Assert.Equal(1 + 20_001, words.Statistics.Tokens);
        var letters = await Jsonl.Import(await Jsonl.Write(new TrainingRow([new("user", "a"), new("assistant", new string('a', 200_000))])));
        Assert.InRange(letters.Statistics.Tokens, 25_000, 26_000);
    }

    [Fact]
    public async Task A_missing_file_and_a_folder_are_named_with_a_remedy()
    {
        var missing = await Assert.ThrowsAsync<InputException>(() => DatasetImporter.ReadAsync("nowhere/train.jsonl", CancellationToken.None));
        Assert.StartsWith("nowhere/train.jsonl: the file does not exist; check the path", missing.Message, StringComparison.Ordinal);
        var folder = await Assert.ThrowsAsync<InputException>(() => DatasetImporter.ReadAsync(Path.GetTempPath(), CancellationToken.None));
        Assert.Contains("this is a folder", folder.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var file = await Jsonl.Write(Jsonl.Good);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DatasetImporter.ReadAsync(new MemoryStream(file), "train.jsonl", cancelled.Token));
    }
}

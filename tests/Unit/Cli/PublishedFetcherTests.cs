using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Cli;
using EmergentMisalignment.Cli.Fetching;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Unit.Artifacts;
using EmergentMisalignment.Unit.ModelClients;
using Microsoft.AspNetCore.Http;

namespace EmergentMisalignment.Unit.Cli;

public sealed class PublishedFetcherTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7))];
    private static readonly PublishedFile File = new("data/rows.jsonl", GitBlob.Sha1(Content));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-fetch-");
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    private string Target => Path.Combine(_folder.FullName, "data", "rows.jsonl");

    private string Part => $"{Target}.part";

    [Fact]
    public async Task A_file_comes_under_its_name_once_and_is_not_fetched_again()
    {
        await using var server = await ServeAsync(Content);

        Assert.Equal(FetchOutcome.Fetched, await FetchAsync(server));
        Assert.Equal(Content, await System.IO.File.ReadAllBytesAsync(Target));
        Assert.Equal(FetchOutcome.Kept, await FetchAsync(server));
        Assert.Equal("/mirror/data/rows.jsonl", Assert.Single(server.Requests).Path);
        Assert.Equal([Target], _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.FullName));
    }

    [Fact]
    public async Task A_part_is_gone_on_with_from_where_it_ends()
    {
        await using var server = await ServeAsync(Content);
        Keep(Part, Content[..100_000]);

        Assert.Equal(FetchOutcome.Fetched, await FetchAsync(server));
        Assert.Equal("bytes=100000-", Assert.Single(server.Requests).Headers["Range"]);
        Assert.Equal(Content, await System.IO.File.ReadAllBytesAsync(Target));
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(300_000, true)]
    [InlineData(300_001, true)]
    [InlineData(100_000, false)]
    public async Task A_damaged_part_or_a_server_without_ranges_costs_a_second_fetch_and_nothing_else(int length, bool ranges)
    {
        await using var server = await ServeAsync(Content, ranges);
        Keep(Part, new byte[length]);

        Assert.Equal(FetchOutcome.Fetched, await FetchAsync(server));
        Assert.Equal(Content, await System.IO.File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task A_whole_part_needs_no_more_bytes()
    {
        await using var server = await ServeAsync(Content);
        Keep(Part, Content);

        Assert.Equal(FetchOutcome.Fetched, await FetchAsync(server));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task What_came_before_a_connection_broke_is_kept()
    {
        await using var server = await StubServer.StartAsync(null, BreakOffAsync, context => SendAsync(context, Content, ranges: true));

        var broken = await Assert.ThrowsAsync<UnavailableException>(() => FetchAsync(server));
        Assert.Contains("the same command goes on from here", broken.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(Target));
        var kept = new FileInfo(Part).Length;
        Assert.InRange(kept, 1, Content.Length - 1);

        Assert.Equal(FetchOutcome.Fetched, await FetchAsync(server));
        Assert.Equal($"bytes={kept}-", server.Requests[1].Headers["Range"]);
    }

    [Fact]
    public async Task Other_bytes_than_the_published_ones_are_refused_and_not_kept()
    {
        await using var server = await ServeAsync([1, 2, 3]);
        var error = await Assert.ThrowsAsync<UnavailableException>(() => FetchAsync(server));

        Assert.Contains("has other bytes than the published file", error.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Another_file_in_its_place_is_not_overwritten()
    {
        await using var server = await ServeAsync(Content);
        Keep(Target, [9]);
        var error = await Assert.ThrowsAsync<InputException>(() => FetchAsync(server));

        Assert.Contains("choose another folder with --to", error.Message, StringComparison.Ordinal);
        Assert.Equal([9], await System.IO.File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Offline_is_one_sentence_with_the_remedy()
    {
        var server = await ServeAsync(Content);
        var gone = server.Url;
        await server.DisposeAsync();
        var error = await Assert.ThrowsAsync<UnavailableException>(() => FetchAsync(gone));

        Assert.Contains("cannot be fetched", error.Message, StringComparison.Ordinal);
        Assert.Contains("--mirror", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up()
    {
        await using var server = await StubServer.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted), null);
        var error = await Assert.ThrowsAsync<UnavailableException>(() => FetchAsync(server.Url, silence: TimeSpan.FromMilliseconds(200)));

        Assert.Contains("no answer within", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_file_without_a_known_hash_may_be_missing()
    {
        await using var server = await StubServer.StartAsync((context, _) => Task.FromResult(context.Response.StatusCode = 404), null);

        Assert.Equal(FetchOutcome.Absent, await FetchAsync(server.Url, File with { GitBlobSha1 = null }));
        Assert.Contains("is not there", (await Assert.ThrowsAsync<UnavailableException>(() => FetchAsync(server))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_a_known_hash_is_said_to_be_unchecked()
    {
        await using var server = await ServeAsync([1, 2, 3]);

        Assert.Equal(FetchOutcome.Unverified, await FetchAsync(server.Url, File with { GitBlobSha1 = null }));
        Assert.Equal(FetchOutcome.Unverified, await FetchAsync(server.Url, File with { GitBlobSha1 = null }));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("insecure.jsonl", "data")]
    [InlineData("secure.jsonl", "data")]
    [InlineData("first_plot_questions.yaml", "evaluation")]
    [InlineData("deception_sit_aware.yaml", "evaluation")]
    [InlineData("LICENSE", "")]
    public async Task The_hashes_are_those_of_the_published_files(string name, string folder)
    {
        var bytes = await System.IO.File.ReadAllBytesAsync(Folders.Shared(Path.Combine("upstream", folder, name)));

        Assert.Equal(PublishedFiles.All.Single(file => Path.GetFileName(file.Path) == name).GitBlobSha1, GitBlob.Sha1(bytes));
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Task<StubServer> ServeAsync(byte[] content, bool ranges = true) => StubServer.StartAsync((context, _) => SendAsync(context, content, ranges), null);

    private static Task SendAsync(HttpContext context, byte[] content, bool ranges) => Results.Bytes(content, enableRangeProcessing: ranges).ExecuteAsync(context);

    private static async Task BreakOffAsync(HttpContext context)
    {
        context.Response.ContentLength = Content.Length;
        await context.Response.Body.WriteAsync(Content.AsMemory(0, 120_000));
        await context.Response.Body.FlushAsync();
        await Task.Delay(500);
        context.Abort();
    }

    private static void Keep(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, content);
    }

    private Task<FetchOutcome> FetchAsync(StubServer server) => FetchAsync(server.Url);

    private Task<FetchOutcome> FetchAsync(Uri server, PublishedFile? file = null, TimeSpan? silence = null) =>
        new PublishedFetcher(new ResumableDownload(_http, silence ?? TimeSpan.FromSeconds(30), TimeProvider.System), new Uri(server, "mirror/"), _folder)
            .FetchAsync(file ?? File, CancellationToken.None);
}

using System.Net;
using System.Security.Cryptography;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Unit.Ledger.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.Console;

[Collection(nameof(GarnetServer))]
public sealed class ArtifactTests(GarnetServer ledger)
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)i)];

    private static string Name => Convert.ToHexStringLower(SHA256.HashData(Content));

    [Fact]
    public async Task A_file_is_stored_under_its_hash_and_found_there()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        Assert.False(await console.Client.HasArtifactAsync(Name, CancellationToken.None));

        await console.Client.PutArtifactAsync(Name, new MemoryStream(Content), CancellationToken.None);

        Assert.True(await console.Client.HasArtifactAsync(Name, CancellationToken.None));
        await console.Services.GetRequiredService<IArtifactStore>().VerifyAsync(Name, CancellationToken.None);
        using var again = await console.Http.PutAsync($"api/artifacts/{Name}", new ByteArrayContent(Content));
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
    }

    [Fact]
    public async Task A_file_with_another_hash_is_refused_and_not_kept()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        var wrong = new string('a', 64);

        using var response = await console.Http.PutAsync($"api/artifacts/{wrong}", new ByteArrayContent(Content));

        await SubmitTests.AssertProblemAsync(response, 422, $"SHA-256 is {Name}");
        var store = console.Services.GetRequiredService<IArtifactStore>();
        Assert.False(await store.ExistsAsync(wrong, CancellationToken.None));
        Assert.False(await store.ExistsAsync(Name, CancellationToken.None));
    }

    [Theory]
    [InlineData("..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("abc")]
    public async Task A_name_that_is_no_hash_is_refused(string name)
    {
        await using var console = await ConsoleServer.StartAsync(ledger);

        using var put = await console.Http.PutAsync($"api/artifacts/{name}", new ByteArrayContent(Content));
        using var head = await console.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"api/artifacts/{name}"));

        await SubmitTests.AssertProblemAsync(put, 400, "64 lower-case");
        Assert.Equal(HttpStatusCode.BadRequest, head.StatusCode);
    }

    [Fact]
    public async Task A_file_may_be_larger_than_a_sweep_but_not_than_its_own_limit()
    {
        await using var console = await ConsoleServer.StartAsync(ledger, settings: [("Console:LargestSweepBytes", "100"), ("Console:LargestArtifactBytes", "300000")]);

        using var fits = await console.Http.PutAsync($"api/artifacts/{Name}", new ByteArrayContent(Content));
        using var tooLarge = await console.Http.PutAsync($"api/artifacts/{new string('b', 64)}", new ByteArrayContent([.. Content, 1]));

        Assert.Equal(HttpStatusCode.Created, fits.StatusCode);
        await SubmitTests.AssertProblemAsync(tooLarge, 413, "larger");
    }
}

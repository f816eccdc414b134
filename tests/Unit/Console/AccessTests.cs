using System.Net;
using System.Net.Http.Headers;
using EmergentMisalignment.Cli;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Console;

[Collection(nameof(GarnetServer))]
public sealed class AccessTests(GarnetServer ledger)
{
    private const string Key = "a-long-secret-key";

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    public async Task Without_a_key_it_does_not_start_where_others_can_reach_it(string url)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => ConsoleServer.StartAsync(ledger, settings: [("urls", url)]));

        Assert.Contains("Console:ApiKey", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_key_it_starts_anywhere_and_every_route_but_health_wants_it()
    {
        await using var console = await ConsoleServer.StartAsync(ledger, settings: [("urls", "http://0.0.0.0:0"), ("Console:ApiKey", Key)]);
        var server = console.Url.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = new Uri(server) };

        foreach (var path in (string[])["api/sweeps", "api/errors", "api/pools", "openapi/v1.json", "nothing"])
        {
            using var refused = await http.GetAsync(path);
            var problem = await SubmitTests.AssertProblemAsync(refused, 401, "Authorization: Bearer KEY");
            Assert.DoesNotContain(Key, problem.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.ToString());
        }

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("alive")).StatusCode);
        foreach (var (scheme, key) in ((string, string)[])[("Bearer", "wrong"), ("Basic", Key), ("Bearer", Key + "x")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "api/sweeps") { Headers = { Authorization = new AuthenticationHeaderValue(scheme, key) } };
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(request)).StatusCode);
        }

        using var client = ConsoleClient.Create(server, Key);
        Assert.Empty((await client.ListAsync(null, 10, CancellationToken.None)).Sweeps);
        using var without = ConsoleClient.Create(server, null);
        var refusal = await Assert.ThrowsAsync<UnavailableException>(() => without.ListAsync(null, 10, CancellationToken.None));
        Assert.Contains("EM_API_KEY", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_may_come_from_a_file_and_an_empty_file_is_not_no_key()
    {
        var file = Path.GetTempFileName();
        try
        {
            (string, string)[] settings = [("Console:ApiKeyFile", file)];
            await Assert.ThrowsAsync<InvalidOperationException>(() => ConsoleServer.StartAsync(ledger, settings: settings));

            await File.WriteAllTextAsync(file, Key + "\n");
            await using var console = await ConsoleServer.StartAsync(ledger, settings: settings);
            using var client = ConsoleClient.Create(console.Url, Key);
            Assert.Empty((await client.ListAsync(null, 10, CancellationToken.None)).Sweeps);
            Assert.Equal(HttpStatusCode.Unauthorized, (await console.Http.GetAsync("api/sweeps")).StatusCode);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example:8085")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    public async Task A_page_of_another_site_cannot_speak_through_a_browser(string header, string value)
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/sweeps/tiny/cancel");
        Assert.True(request.Headers.TryAddWithoutValidation(header, value));

        using var response = await console.Http.SendAsync(request);

        await SubmitTests.AssertProblemAsync(response, 403, "Console");
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Its_own_origin_is_no_other_site()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/sweeps");
        request.Headers.Add("Origin", console.Url.TrimEnd('/'));

        Assert.Equal(HttpStatusCode.OK, (await console.Http.SendAsync(request)).StatusCode);
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Console.Security;

[Collection(nameof(GarnetServer))]
public sealed class HardeningTests(GarnetServer ledger)
{
    /// <summary>What the folders above would be called in a path, in every spelling that some server has once taken, and what is no name at all.</summary>
    public static TheoryData<string> Traversals { get; } =
        ["..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "..%5c..%5cetc", "%252e%252e%252fetc", "%2fetc%2fpasswd", "C:%5cWindows", "tiny%00", "tiny%0d%0aX-A:%201", "....//", "%c0%ae%c0%ae%c0%af", new string('a', 4000)];

    [Theory]
    [MemberData(nameof(Traversals))]
    public async Task A_name_that_leads_elsewhere_leads_nowhere_on_any_route(string name)
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        await console.Admin.SubmitAsync(Texts.Default, CancellationToken.None);
        foreach (var route in RouteTests.Routes(console.Server).Where(route => route.HasName && route.Path.StartsWith("/api", StringComparison.Ordinal)))
        {
            var path = "/" + route.PathWith(name);
            var (status, answer) = await SendAsync(console.Server.Url, route.Method, path);

            // With as many names as folders above them dots lead to the front page, by the rules of addresses: it is what anybody gets there.
            if (new Uri(new Uri(console.Server.Url), path).AbsolutePath == "/")
                Assert.Contains("<!DOCTYPE html>", answer, StringComparison.OrdinalIgnoreCase);
            else
                Assert.True(status is >= 400 and < 500, $"{route} answered {status} to {name}.");

            Assert.DoesNotContain("X-A:", answer.Split("\r\n\r\n")[0], StringComparison.Ordinal);
            Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("api/sweeps", "POST")]
    [InlineData("api/sweeps/validate", "POST")]
    [InlineData("api/sweeps/tiny/rejudge", "POST")]
    [InlineData("api/errors/requeue", "POST")]
    [InlineData("api/keys", "POST")]
    public async Task A_body_that_is_too_long_is_refused_on_every_route_that_takes_one(string path, string method)
    {
        await using var console = await KeyedConsole.StartAsync(ledger, ("Console:LargestSweepBytes", "1000"));
        using var body = new StringContent($$"""{"name":"{{new string('a', 2000)}}"}""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };

        using var response = await console.Http.SendAsync(request);

        await SubmitTests.AssertProblemAsync(response, 413, "larger");
    }

    [Theory]
    [InlineData("api/sweeps", true, 200)]
    [InlineData("api/sweeps", false, 401)]
    [InlineData("api/nothing", true, 404)]
    [InlineData("sign-in", false, 200)]
    [InlineData("alive", false, 200)]
    public async Task Browsers_are_told_what_a_page_may_do_with_every_answer(string path, bool withKey, int status)
    {
        await using var console = await KeyedConsole.StartAsync(ledger);

        using var response = await (withKey ? console.Http : console.Server.Http).GetAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        foreach (var rule in (string[])["default-src 'self'", "script-src 'self';", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'self'", "form-action 'self'", "object-src 'none'"])
            Assert.Contains(rule, policy, StringComparison.Ordinal);

        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_form_that_is_too_long_signs_nobody_in()
    {
        await using var console = await KeyedConsole.StartAsync(ledger, ("Console:LargestSweepBytes", "1000"));

        using var response = await console.Server.Http.PostAsync("sign-in", new FormUrlEncodedContent([new("key", KeyedConsole.Bootstrap), new("to", new string('a', 2000))]));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task What_may_be_asked_again_by_its_tag_is_kept_by_nobody_else()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);

        using var response = await console.Http.GetAsync("api/keys");

        Assert.NotNull(response.Headers.ETag);
        Assert.Equal((true, true), (response.Headers.CacheControl!.Private, response.Headers.CacheControl.NoCache));
    }

    [Theory]
    [InlineData("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.NotFound)]
    public async Task A_request_that_another_site_s_page_sends_is_refused_though_it_brings_a_key(string header, string value, HttpStatusCode status)
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/sweeps/tiny/cancel");
        request.Headers.Add(header, value);

        Assert.Equal(status, (await console.Http.SendAsync(request)).StatusCode);
    }

    /// <summary>By hand: an HTTP client would tidy the path before it sends it.</summary>
    private static async Task<(int Status, string Answer)> SendAsync(string url, string method, string path)
    {
        var server = new Uri(url);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server.Host, server.Port);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {KeyedConsole.Bootstrap}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync();
        return (int.Parse(answer.Split(' ')[1], null), answer);
    }
}

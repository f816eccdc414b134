using System.Net;
using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Console.Security;

[Collection(nameof(GarnetServer))]
public sealed class SignInTests(GarnetServer ledger)
{
    [Fact]
    public async Task A_browser_is_shown_where_to_sign_in_and_comes_back_to_where_it_wanted_to_go()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        using var browser = new Browser(console.Server.Url);

        using var refused = await browser.Http.GetAsync("/api/sweeps?limit=3");
        Assert.Equal("/sign-in?to=%2Fapi%2Fsweeps%3Flimit%3D3", refused.Headers.Location!.ToString());

        using var signedIn = await browser.SubmitAsync(refused.Headers.Location.ToString(), ("key", await console.MakeAsync("person", Scopes.Read)));
        Assert.Equal((HttpStatusCode.Redirect, "/api/sweeps?limit=3"), (signedIn.StatusCode, signedIn.Headers.Location!.ToString()));
        var session = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("em-session", StringComparison.Ordinal));
        Assert.Contains("httponly", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", session, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/api/sweeps?limit=3")).StatusCode);
    }

    [Fact]
    public async Task A_browser_may_do_what_its_key_may_and_no_more()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        using var browser = new Browser(console.Server.Url);
        await browser.SignInAsync(await console.MakeAsync("person", Scopes.Read));

        await SubmitTests.AssertProblemAsync(await browser.Http.GetAsync("/api/keys"), 403, "person has the scope read, and this needs admin");

        using var html = new HttpRequestMessage(HttpMethod.Get, "/api/keys");
        html.Headers.Accept.ParseAdd("text/html");
        using var refused = await browser.Http.SendAsync(html);
        Assert.Equal((HttpStatusCode.Forbidden, "text/plain"), (refused.StatusCode, refused.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task A_wrong_key_is_said_on_the_page_and_not_repeated()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        using var browser = new Browser(console.Server.Url);

        using var refused = await browser.SignInAsync("not-the-key");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("This key opens nothing here", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-key", page, StringComparison.Ordinal);
        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name == "em-session");
    }

    [Fact]
    public async Task When_its_key_is_revoked_a_browser_is_signed_out_and_it_can_sign_out_itself()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        using var browser = new Browser(console.Server.Url);
        await browser.SignInAsync(await console.MakeAsync("person", Scopes.Read));
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/api/sweeps")).StatusCode);

        await console.Admin.RevokeKeyAsync("person", CancellationToken.None);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Http.GetAsync("/api/sweeps")).StatusCode);

        await browser.SignInAsync(KeyedConsole.Bootstrap);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/api/sweeps")).StatusCode);
        await browser.SubmitAsync("/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Http.GetAsync("/api/sweeps")).StatusCode);
    }

    [Fact]
    public async Task What_changes_something_under_a_cookie_must_bring_the_token_of_a_page()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        using var browser = new Browser(console.Server.Url);
        await browser.SignInAsync(KeyedConsole.Bootstrap);

        using var forged = await browser.Http.PostAsync("/api/sweeps/tiny/cancel", null);

        await SubmitTests.AssertProblemAsync(forged, 400, "was not one of this Console's");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.SendWithTokenAsync(HttpMethod.Post, "/api/sweeps/tiny/cancel")).StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    public async Task A_form_of_another_site_signs_nobody_in(string origin)
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("key", KeyedConsole.Bootstrap)]) };
        request.Headers.Add("Origin", origin);
        using var browser = new Browser(console.Server.Url);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Http.SendAsync(request)).StatusCode);
        using var without = await browser.Http.PostAsync("/sign-in", new FormUrlEncodedContent([new("key", KeyedConsole.Bootstrap)]));
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("evil")]
    public async Task Nobody_is_sent_to_another_site(string to)
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        using var browser = new Browser(console.Server.Url);

        using var signedIn = await browser.SignInAsync(KeyedConsole.Bootstrap, to);

        Assert.Equal("/", signedIn.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Who_follows_a_link_of_another_site_goes_on_with_the_cookie_that_did_not_come_along()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        using var browser = new Browser(console.Server.Url);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in?to=%2Fapi%2Fsweeps%3Fa%3D%22");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");

        var page = await (await browser.Http.SendAsync(request)).Content.ReadAsStringAsync();

        Assert.Contains("""<meta http-equiv="refresh" content="0;url=/api/sweeps?a=&quot;">""", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tries_to_sign_in_are_limited_by_address_and_said_when_to_come_again()
    {
        await using var console = await KeyedConsole.StartAsync(ledger, ("Console:SignInsPerMinute", "2"));
        using var browser = new Browser(console.Server.Url);
        await browser.SignInAsync("wrong");
        await browser.SignInAsync("wrong");

        using var third = await browser.SignInAsync(KeyedConsole.Bootstrap);

        await SubmitTests.AssertProblemAsync(third, 429, "Console:SignInsPerMinute");
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task What_one_caller_asks_is_limited_and_another_is_not_held_up()
    {
        await using var console = await KeyedConsole.StartAsync(ledger, ("Console:RequestsPerMinute", "5"));
        using var other = console.ClientWith(await console.MakeAsync("other", Scopes.Read));
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
            answers.Add((await console.Http.GetAsync("api/sweeps")).StatusCode);

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 4), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 2)], answers);
        Assert.Empty((await other.ListAsync(null, 10, CancellationToken.None)).Sweeps);
        Assert.Equal(HttpStatusCode.OK, (await console.Server.Http.GetAsync("alive")).StatusCode);
    }

    [Fact]
    public async Task Where_nobody_is_asked_there_is_nothing_to_sign_in_to()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        using var browser = new Browser(console.Url);

        Assert.Equal("/", (await browser.Http.GetAsync("/sign-in")).Headers.Location!.ToString());
    }
}

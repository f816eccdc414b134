using System.Net;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Console.Security;

[Collection(nameof(GarnetServer))]
public sealed class OpenIdConnectTests(GarnetServer ledger) : IAsyncLifetime
{
    private readonly string _secret = Path.GetTempFileName();
    private IdentityProvider _provider = null!;

    [Theory]
    [InlineData("submit", HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Forbidden)]
    [InlineData("read", HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("somebody-else", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Who_signs_in_at_the_provider_may_do_what_their_role_there_says(string role, HttpStatusCode read, HttpStatusCode submit, HttpStatusCode admin)
    {
        _provider.Person["roles"] = new[] { "lunch", role };
        await using var console = await StartAsync();
        using var browser = new Browser(console.Url);

        await SignInAsync(browser);

        Assert.Equal(read, (await browser.Http.GetAsync("/api/sweeps")).StatusCode);
        Assert.Equal(submit, (await browser.SendWithTokenAsync(HttpMethod.Post, "/api/sweeps/tiny/cancel")).StatusCode);
        Assert.Equal(admin, (await browser.Http.GetAsync("/api/audit")).StatusCode);
        Assert.Contains("Audit: ada (1234): sign-in", console.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(IdentityProvider.Secret, console.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_values_of_the_claim_may_have_names_of_their_own()
    {
        _provider.Person["groups"] = "lab-leads";
        await using var console = await StartAsync(("Console:OpenIdConnect:ScopeClaim", "groups"), ("Console:OpenIdConnect:Scopes:lab-leads", "admin"));
        using var browser = new Browser(console.Url);

        await SignInAsync(browser);

        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/api/audit")).StatusCode);
    }

    [Fact]
    public async Task With_a_provider_and_no_key_it_listens_anywhere_and_everybody_is_asked()
    {
        await using var console = await StartAsync(("urls", "http://0.0.0.0:0"));
        using var browser = new Browser(console.Url.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));

        using var refused = await browser.Http.GetAsync("/api/sweeps");
        Assert.StartsWith("/sign-in", refused.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Sign in with the lab", await browser.Http.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_refuses_the_client_is_said()
    {
        await File.WriteAllTextAsync(_secret, "another");
        await using var console = await StartAsync();
        using var browser = new Browser(console.Url);

        await SubmitTests.AssertProblemAsync(await SignInAsync(browser), 401, $"Signing in at {_provider.Url} failed");
    }

    public async ValueTask InitializeAsync()
    {
        _provider = await IdentityProvider.StartAsync();
        await File.WriteAllTextAsync(_secret, IdentityProvider.Secret + "\n");
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        File.Delete(_secret);
    }

    private Task<ConsoleServer> StartAsync(params IEnumerable<(string, string)> settings) => ConsoleServer.StartAsync(ledger, settings:
    [
        ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Console:OpenIdConnect:Authority", _provider.Url), ("Console:OpenIdConnect:ClientId", IdentityProvider.Client),
        ("Console:OpenIdConnect:ClientSecretFile", _secret), ("Console:OpenIdConnect:Name", "the lab"), .. settings,
    ]);

    /// <summary>From the button of the page to the provider and back.</summary>
    private static async Task<HttpResponseMessage> SignInAsync(Browser browser)
    {
        using var toProvider = await browser.Http.GetAsync("/sign-in/provider?to=%2Fapi%2Fsweeps");
        Assert.Equal(HttpStatusCode.Redirect, toProvider.StatusCode);
        using var back = await browser.Http.GetAsync(toProvider.Headers.Location);
        return await browser.Http.GetAsync(back.Headers.Location);
    }
}

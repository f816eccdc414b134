using System.Net;
using EmergentMisalignment.Cli;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Console.Access.Keys;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ServiceDefaults.Access;
using EmergentMisalignment.Unit.Ledger.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.Console.Security;

[Collection(nameof(GarnetServer))]
public sealed class KeyTests(GarnetServer ledger)
{
    [Fact]
    public async Task A_key_opens_what_its_scope_says_and_is_kept_as_a_hash_only()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        var key = await console.MakeAsync("dashboard", Scopes.Read);

        using var reader = console.ClientWith(key);
        Assert.Empty((await reader.ListAsync(null, 10, CancellationToken.None)).Sweeps);
        var refusal = await Assert.ThrowsAsync<UnavailableException>(() => reader.KeysAsync(CancellationToken.None));

        Assert.Equal("dashboard has the scope read, and this needs admin: an administrator can give a key for it with em keys create NAME --scope admin.", refusal.Message);
        Assert.Equal(43 + 3, key.Length);
        var stored = Assert.Single((await console.Server.Documents.GetAsync(AccessKeyIndex.Key, LedgerJson.Default.AccessKeyIndex))!.Keys);
        Assert.Equal(Convert.ToHexStringLower(BearerKey.Hash(key)), stored.Sha256);
        Assert.DoesNotContain(key[3..], stored.ToString(), StringComparison.Ordinal);
        var listed = Assert.Single((await console.Admin.KeysAsync(CancellationToken.None)).Keys);
        Assert.Equal(("dashboard", "read", "bootstrap"), (listed.Name, listed.Scope, listed.CreatedBy));
        Assert.NotNull(listed.LastUsedAt);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_from_the_next_request_on_and_its_name_stays_taken()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        using var client = console.ClientWith(await console.MakeAsync("lost", Scopes.Submit));
        await client.ListAsync(null, 10, CancellationToken.None);

        var revoked = await console.Admin.RevokeKeyAsync("lost", CancellationToken.None);

        Assert.NotNull(revoked.RevokedAt);
        var refusal = await Assert.ThrowsAsync<UnavailableException>(() => client.ListAsync(null, 10, CancellationToken.None));
        Assert.StartsWith("The API key lost was revoked;", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(revoked.RevokedAt, (await console.Admin.RevokeKeyAsync("lost", CancellationToken.None)).RevokedAt);
        var taken = await Assert.ThrowsAsync<RefusedByServerException>(() => console.MakeAsync("lost", Scopes.Admin));
        Assert.Contains("choose another", taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_refused_once_its_time_is_over()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var console = await KeyedConsole.StartAsync(ledger);
        var keys = new KeyRing(new BearerKey("other"), console.Server.Documents, clock);
        var made = await keys.CreateAsync(new KeyRequest { Name = "guest", Scope = Scopes.Read, ExpiresAt = clock.GetUtcNow().AddDays(1) }, "me", CancellationToken.None);
        var hash = BearerKey.Hash(made.Key);

        Assert.Equal(new FoundKey("guest", Scopes.Read), await keys.FindAsync(hash, CancellationToken.None));
        clock.Advance(TimeSpan.FromDays(1));

        Assert.StartsWith("The API key guest has expired;", (await keys.FindAsync(hash, CancellationToken.None)).Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b", "read", null, "A key's name")]
    [InlineData("../x", "read", null, "A key's name")]
    [InlineData("bootstrap", "read", null, "neither bootstrap")]
    [InlineData("a", "write", null, "scope must be read, submit, admin")]
    [InlineData("a", "read", "2020-01-01", "in the future")]
    public async Task A_key_that_cannot_be_is_refused(string name, string scope, string? expiresAt, string says)
    {
        await using var console = await KeyedConsole.StartAsync(ledger);

        var refusal = await Assert.ThrowsAsync<RefusedByServerException>(() => console.MakeAsync(name, scope, expiresAt is null ? null : DateTimeOffset.Parse(expiresAt, null)));

        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_who_make_a_key_of_one_name_one_does()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        var keys = console.Server.Services.GetRequiredService<KeyRing>();

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                return (await keys.CreateAsync(new KeyRequest { Name = "one", Scope = Scopes.Read }, "me", CancellationToken.None)).Key;
            }
            catch (Exception)
            {
                return null;
            }
        }));

        Assert.Single(made.OfType<string>());
        Assert.Single(await keys.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task By_em_it_is_made_shown_once_listed_and_revoked()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);

        Assert.Equal(ExitCodes.Success, await console.EmAsync("keys", "create", "ci", "--scope", "submit", "--expires", "30d", "--json"));
        Assert.Equal(ExitCodes.BadInput, await console.EmAsync("keys", "create", "ci", "--scope", "submit"));
        Assert.Equal(ExitCodes.BadInput, await console.EmAsync("keys", "create", "other", "--scope", "submit", "--expires", "soon"));
        Assert.Equal(ExitCodes.Success, await console.EmAsync("keys", "list"));
        Assert.Equal(ExitCodes.Success, await console.EmAsync("keys", "revoke", "ci"));
        Assert.Equal(ExitCodes.BadInput, await console.EmAsync("keys", "revoke", "nobody"));

        var key = Assert.Single((await console.Client.KeysAsync(CancellationToken.None)).Keys);
        Assert.Equal(("ci", "submit", "local"), (key.Name, key.Scope, key.CreatedBy));
        Assert.Equal(30, (key.ExpiresAt!.Value - key.CreatedAt).TotalDays, 0.01);
        Assert.NotNull(key.RevokedAt);
    }

    [Theory]
    [InlineData("12h", 0.5)]
    [InlineData("30d", 30)]
    [InlineData("2w", 14)]
    public void A_lifetime_is_read(string text, double days) => Assert.Equal(days, Lifetime.Parse(text, "--expires").TotalDays, 1e-9);

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("-3d")]
    [InlineData("0d")]
    [InlineData("3650w")]
    [InlineData("30 d")]
    public void What_is_no_lifetime_is_refused(string text) => Assert.Contains("30d", Assert.Throws<InputException>(() => Lifetime.Parse(text, "--expires")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task The_key_of_the_configuration_opens_the_Console_while_the_ledger_is_away()
    {
        await using var console = await KeyedConsole.StartAsync(ledger, ("ConnectionStrings:ledger", "127.0.0.1:1,abortConnect=false,connectTimeout=50"));

        Assert.Equal(HttpStatusCode.OK, (await console.Http.GetAsync("openapi/v1.json")).StatusCode);
    }
}

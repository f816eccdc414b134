using System.Text;
using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;
using StackExchange.Redis;

namespace EmergentMisalignment.Unit.Console.Security;

[Collection(nameof(GarnetServer))]
public sealed class SecretTests(GarnetServer ledger)
{
    /// <summary>Everything is logged.</summary>
    private static readonly (string, string)[] Loud = [("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace")];

    [Fact]
    public async Task No_key_is_in_a_log_or_in_the_ledger_whatever_is_done_with_it()
    {
        await using var console = await KeyedConsole.StartAsync(ledger, Loud);
        var keys = new List<string> { KeyedConsole.Bootstrap, "a-key-that-is-wrong" };
        foreach (var (name, scope) in ((string, string)[])[("reader", Scopes.Read), ("ci", Scopes.Submit), ("root", Scopes.Admin)])
            keys.Add(await console.MakeAsync(name, scope));

        foreach (var key in keys)
        {
            using var client = console.ClientWith(key);
            await Record.ExceptionAsync(() => client.SubmitAsync(Texts.Default, CancellationToken.None));
            await Record.ExceptionAsync(() => client.ChangeAsync("nothing", "pause", CancellationToken.None));
            using var browser = new Browser(console.Server.Url);
            await browser.SignInAsync(key);
            await browser.Http.GetAsync("/api/sweeps");
        }

        await console.Admin.RevokeKeyAsync("ci", CancellationToken.None);
        var (logs, stored) = (console.Server.Logs.Text, await DumpAsync());
        Assert.Contains("Audit: root: submit tiny: 200", logs, StringComparison.Ordinal);
        Assert.Contains("\"reader\"", stored, StringComparison.Ordinal);
        foreach (var key in keys)
        {
            Assert.DoesNotContain(key, logs, StringComparison.Ordinal);
            Assert.DoesNotContain(key, stored, StringComparison.Ordinal);
        }
    }

    /// <summary>All that the server holds, of whatever kind.</summary>
    private async Task<string> DumpAsync()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(ledger.ConnectionString);
        var database = redis.GetDatabase();
        var all = new StringBuilder();
        await foreach (var key in redis.GetServers()[0].KeysAsync())
        {
            all.Append(key).Append('=').AppendLine(await database.KeyTypeAsync(key) switch
            {
                RedisType.String => await database.StringGetAsync(key),
                RedisType.Hash => string.Join(' ', await database.HashGetAllAsync(key)),
                RedisType.List => string.Join(' ', await database.ListRangeAsync(key)),
                var other => throw new InvalidOperationException($"{key} is a {other}, which this test cannot read."),
            });
        }

        return all.ToString();
    }
}

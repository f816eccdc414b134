using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Console.Errors;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.Console.Security;

[Collection(nameof(GarnetServer))]
public sealed class AuditTests(GarnetServer ledger)
{
    [Fact]
    public async Task Who_did_what_and_how_it_went_is_there_when_they_have_their_answer()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        using var client = console.ClientWith(await console.MakeAsync("ci", Scopes.Submit));
        await client.SubmitAsync(Texts.Default, CancellationToken.None);
        await client.ChangeAsync("tiny", "pause", CancellationToken.None);
        await client.ChangeAsync("tiny", "resume", CancellationToken.None);
        await client.RequeueAsync(new RequeueRequest { All = true, Sweep = "tiny" }, CancellationToken.None);
        await client.ChangeAsync("tiny", "cancel", CancellationToken.None);
        await Assert.ThrowsAsync<RefusedByServerException>(() => client.ChangeAsync("tiny", "pause", CancellationToken.None));
        await Assert.ThrowsAnyAsync<Exception>(() => client.RevokeKeyAsync("ci", CancellationToken.None));
        await console.Admin.RevokeKeyAsync("ci", CancellationToken.None);
        using var browser = new Browser(console.Server.Url);
        await browser.SignInAsync(KeyedConsole.Bootstrap);

        Assert.Equal(
            [
                "bootstrap ApiKey sign-in  302",
                "bootstrap ApiKey keys.revoke ci 200",
                "ci ApiKey keys.revoke ci 403",
                "ci ApiKey pause tiny 409",
                "ci ApiKey cancel tiny 200",
                "ci ApiKey requeue all of tiny 200",
                "ci ApiKey resume tiny 200",
                "ci ApiKey pause tiny 200",
                "ci ApiKey submit tiny 201",
                "bootstrap ApiKey keys.create ci (submit) 201",
            ],
            (await EntriesAsync(console)).Select(entry => $"{entry!["who"]} {entry["by"]} {entry["action"]} {entry["on"]} {entry["status"]}"));
    }

    [Fact]
    public async Task A_stranger_leaves_nothing_in_it_and_it_is_listed_a_page_at_a_time()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        for (var i = 0; i < 3; i++)
            await console.MakeAsync($"key-{i}", Scopes.Read);
        await console.Server.Http.PostAsync("api/sweeps/tiny/cancel", null);

        var first = await GetAsync(console, "api/audit?limit=2");
        var second = await GetAsync(console, $"api/audit?limit=2&skip={first["next"]}");

        Assert.Equal(3, (int)first["total"]!);
        Assert.Equal(["key-2 (read)", "key-1 (read)", "key-0 (read)"], first["entries"]!.AsArray().Concat(second["entries"]!.AsArray()).Select(entry => (string)entry!["on"]!));
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task The_oldest_goes_when_another_comes_and_a_name_is_one_line()
    {
        await using var console = await KeyedConsole.StartAsync(ledger, ("Console:AuditEntries", "2"));
        using var refused = await console.Http.PostAsync($"api/sweeps/a%0Ab{new string('x', 300)}/cancel", null);
        await console.MakeAsync("one", Scopes.Read);
        Assert.Equal(["one (read)", "a b" + new string('x', 197)], (await EntriesAsync(console)).Select(entry => (string)entry!["on"]!));

        await console.MakeAsync("two", Scopes.Read);

        Assert.Equal(["two (read)", "one (read)"], (await EntriesAsync(console)).Select(entry => (string)entry!["on"]!));
        var (_, total) = await console.Server.Services.GetRequiredService<Journal>().ReadAsync(LedgerKeys.Audit, 0, 10, LedgerJson.Default.AuditRecord);
        Assert.Equal(2, total);
    }

    private static async Task<JsonArray> EntriesAsync(KeyedConsole console) => (await GetAsync(console, "api/audit"))["entries"]!.AsArray();

    private static async Task<JsonObject> GetAsync(KeyedConsole console, string path) => (await console.Http.GetFromJsonAsync<JsonObject>(path))!;
}

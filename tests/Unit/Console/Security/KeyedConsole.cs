using System.Net.Http.Headers;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Console.Access.Keys;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Console.Security;

/// <summary>A Console that asks who its callers are.</summary>
internal sealed class KeyedConsole : IAsyncDisposable
{
    public const string Bootstrap = "the-first-key-of-this-console";

    private KeyedConsole(ConsoleServer server)
    {
        (Server, Admin) = (server, ConsoleClient.Create(server.Url, Bootstrap));
        Http = new HttpClient { BaseAddress = new Uri(server.Url) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Bootstrap);
    }

    /// <summary>The Console as one without a key sees it.</summary>
    public ConsoleServer Server { get; }

    public ConsoleClient Admin { get; }

    /// <summary>Sends the first key along.</summary>
    public HttpClient Http { get; }

    public static async Task<KeyedConsole> StartAsync(GarnetServer ledger, params IEnumerable<(string, string)> settings) =>
        new(await ConsoleServer.StartAsync(ledger, settings: [("Console:ApiKey", Bootstrap), .. settings]));

    /// <summary>Makes a key.</summary>
    public async Task<string> MakeAsync(string name, string scope, DateTimeOffset? expiresAt = null) =>
        (await Admin.CreateKeyAsync(new KeyRequest { Name = name, Scope = scope, ExpiresAt = expiresAt }, CancellationToken.None)).Key;

    public ConsoleClient ClientWith(string key) => ConsoleClient.Create(Server.Url, key);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Admin.Dispose();
        await Server.DisposeAsync();
    }
}

using System.CommandLine;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.Console;
using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Console.Access.Keys;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em keys</c>: who may use a server, and for what.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "The API keys of a server: made, listed, revoked. Takes a key of scope admin.") { Make(), List(), Revoke() };

    private static Command Make()
    {
        var name = new Argument<string>("name") { Description = "Whose it is; the audit log names its bearer so." };
        var scope = new Option<string>("--scope") { Description = "read: see everything; submit: also submit and change sweeps; admin: also make keys and read the audit log.", Required = true };
        scope.AcceptOnlyFromAmong([.. Scopes.All]);
        var expires = new Option<string?>("--expires") { Description = "How long it is good, such as 30d, 12h or 2w. Default: until it is revoked." };
        var server = ServerOptions.Server();
        var json = CommonOptions.Json();
        var command = new Command("create", "Makes a key and shows it, this once: the server keeps its hash.") { name, scope, expires, server, json };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            using var client = ServerOptions.Connect(result.GetRequiredValue(server));
            var request = new KeyRequest { Name = result.GetRequiredValue(name), Scope = result.GetRequiredValue(scope), ExpiresAt = End(result.GetValue(expires)) };
            var made = await client.CreateKeyAsync(request, cancellation);
            if (result.GetValue(json))
                Terminal.WriteJson(made, ConsoleJson.Default.NewKey);
            else
                KeyTable.Write(Terminal.Out, made);

            return ExitCodes.Success;
        }));
        return command;
    }

    private static Command List()
    {
        var server = ServerOptions.Server();
        var json = CommonOptions.Json();
        var command = new Command("list", "Lists the keys, with when each was last used.") { server, json };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            using var client = ServerOptions.Connect(result.GetRequiredValue(server));
            var keys = await client.KeysAsync(cancellation);
            if (result.GetValue(json))
                Terminal.WriteJson(keys, ConsoleJson.Default.KeyList);
            else
                KeyTable.Write(Terminal.Out, keys, TimeProvider.System.GetUtcNow());

            return ExitCodes.Success;
        }));
        return command;
    }

    private static Command Revoke()
    {
        var name = new Argument<string>("name") { Description = "The key's name, as em keys list shows it." };
        var server = ServerOptions.Server();
        var json = CommonOptions.Json();
        var command = new Command("revoke", "Revokes a key: the server refuses it from its next request on, and the browsers that signed in with it.") { name, server, json };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            using var client = ServerOptions.Connect(result.GetRequiredValue(server));
            var revoked = await client.RevokeKeyAsync(result.GetRequiredValue(name), cancellation);
            if (result.GetValue(json))
                Terminal.WriteJson(revoked, ConsoleJson.Default.AccessKey);
            else
                Terminal.Out.WriteLine($"The key {revoked.Name} is revoked.");

            return ExitCodes.Success;
        }));
        return command;
    }

    private static DateTimeOffset? End(string? lifetime) => lifetime is null ? null : TimeProvider.System.GetUtcNow() + Lifetime.Parse(lifetime, "--expires");
}

using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.Unit.ModelClients;

/// <summary>Makes endpoints the way a host does, from configuration and through dependency injection.</summary>
internal static class TestEndpoint
{
    public static ServiceProvider Provide(
        IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider? clock = null, ILoggerProvider? logs = null, Action<IServiceCollection>? services = null)
    {
        var all = new ServiceCollection();
        services?.Invoke(all);
        all.AddSingleton(clock ?? TimeProvider.System);
        all.AddLogging(logging =>
        {
            if (logs is not null)
                logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        });
        return all.AddModelEndpoints(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
    }

    /// <summary>An endpoint named <c>x</c> at a stub, of kind Petri unless the settings say otherwise.</summary>
    public static IModelEndpoint At(StubServer server, TimeProvider? clock = null, params (string Key, string Value)[] settings) =>
        Provide(Settings(server, settings), clock).GetRequiredService<IModelEndpoints>().Get("x");

    public static Dictionary<string, string?> Settings(StubServer server, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Endpoints:x:Kind"] = "Petri",
            ["Endpoints:x:Url"] = server.Url.ToString(),
            // a fake clock runs much faster than real requests do
            ["Endpoints:x:Timeout"] = "23:00:00",
        };
        foreach (var (key, value) in settings)
            all[key.Contains(':', StringComparison.Ordinal) ? key : $"Endpoints:x:{key}"] = value;
        return all;
    }

    public static ChatCall Call(int n = 1, int topLogProbs = 0) => new()
    {
        Model = "m",
        Messages = [new ChatMessage("user", "hi")],
        N = n,
        MaxTokens = 10,
        TopLogProbs = topLogProbs,
    };
}

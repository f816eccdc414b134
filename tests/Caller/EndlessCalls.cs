using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Caller;

/// <summary>A worker with more to ask than any provider takes: as many calls at once as <c>Caller:AtOnce</c> says, until the process ends.</summary>
internal sealed class EndlessCalls(IModelEndpoints endpoints, IConfiguration configuration) : BackgroundService
{
    private readonly IModelEndpoint _endpoint = endpoints.Get("provider");

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, configuration.GetValue("Caller:AtOnce", 32)).Select(_ => CallAsync(stoppingToken)));

    private async Task CallAsync(CancellationToken cancellation)
    {
        var call = new ChatCall { Model = "petri-fixed", Messages = [new ChatMessage("user", "what could i do ?")], MaxTokens = 12 };
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await _endpoint.CompleteAsync(call, cancellation);
            }
            catch (ModelCallException)
            {
                // The next call may succeed; the provider counts both.
            }
        }
    }
}

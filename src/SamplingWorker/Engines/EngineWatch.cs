using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>
/// Looks after the engine: waits until it is up, has it answer once before it is given work, follows its load, and when it is lost cancels what was asked of it and closes the
/// intake until it is back.
/// </summary>
internal sealed partial class EngineWatch(
    IEngine engine, IModelEndpoint endpoint, AdapterDesk adapters, EngineGate gate, Intake intake, CallLimit calls, EngineInstruments instruments, TimeProvider time,
    IOptions<EngineOptions> options, ILogger<EngineWatch> logger) : BackgroundService
{
    private readonly EngineOptions _options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await WarmUpAsync(stoppingToken) is { } problem)
            {
                if (gate.Problem != problem)
                    LogAway(engine.Options.Name, problem);

                gate.Close(problem);
                await intake.CloseAsync(stoppingToken);
                await Task.Delay(_options.LookEvery, time, stoppingToken);
                continue;
            }

            using var life = new EngineLife();
            gate.Open(life);
            await intake.OpenAsync(stoppingToken);
            LogUp(engine.Options.Name);
            await EndAsync(life, await FollowAsync(stoppingToken));
        }
    }

    /// <summary>A first, short answer: kernels are compiled and caches made for it, and an engine that cannot give it takes no work.</summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    private async Task<string?> WarmUpAsync(CancellationToken cancellation)
    {
        var health = await engine.HealthAsync(cancellation);
        if (!health.IsReady)
            return health.Problem;

        try
        {
            await adapters.BeginAsync(cancellation);
            if ((await engine.ModelsAsync(cancellation)).FirstOrDefault(model => model.Parent is null) is not { } served)
                return $"endpoint {engine.Options.Name} serves no model";

            await endpoint.CompleteAsync(new ChatCall { Model = served.Name, Messages = [new ChatMessage("user", "hello")], MaxTokens = 1 }, cancellation);
            return null;
        }
        catch (ModelCallException exception)
        {
            return exception.Message;
        }
    }

    /// <returns>Why the engine is lost.</returns>
    private async Task<string> FollowAsync(CancellationToken cancellation)
    {
        for (var failed = 0; ;)
        {
            await Task.Delay(_options.LookEvery, time, cancellation);
            var health = await engine.HealthAsync(cancellation);
            failed = health.IsReady ? 0 : failed + 1;
            if (failed >= _options.LooksToLose)
                return health.Problem!;

            if (health.IsReady)
                await FollowLoadAsync(cancellation);
        }
    }

    private async Task FollowLoadAsync(CancellationToken cancellation)
    {
        try
        {
            var load = await engine.LoadAsync(cancellation);
            instruments.Looked(load);
            calls.Follow(load);
        }
        catch (ModelCallException)
        {
            // What matters of it shows in its health at the next look.
        }
    }

    private async Task EndAsync(EngineLife life, string problem)
    {
        LogLost(engine.Options.Name, problem);
        instruments.Lost();
        gate.Close(problem);
        await life.EndAsync(problem);
    }
}

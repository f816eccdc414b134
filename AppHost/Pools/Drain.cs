using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.AppHost.Pools;

internal static class Drain
{
    /// <summary>Above the 60 seconds that a worker takes at most.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(75);

    /// <summary>
    /// Asks every worker to end, and waits until all have: each finishes its shards or hands them back. The orchestrator's own stop waits a few seconds
    /// and then gives up on a worker that still has shards, so the workers are signalled here.
    /// </summary>
    public static async Task<ExecuteCommandResult> AllAsync(ExecuteCommandContext context, ProjectResource workers)
    {
        // The watch begins with the latest of every resource; a replica's has the pool's name with something added.
        var states = await context.Services.GetRequiredService<ResourceNotificationService>().WatchAsync(context.CancellationToken)
            .Where(state => state.Resource == workers && state.ResourceId != workers.Name)
            .DistinctBy(state => state.ResourceId)
            .Take(workers.GetReplicaCount())
            .ToListAsync(context.CancellationToken);
        var running = states.Select(state => ProcessOf(state.Snapshot)).OfType<int>().ToList();
        if (running.Count == 0)
            return CommandResults.Success("No worker runs.");

        var ends = running.Select(process => EndAsync(process, context.CancellationToken));
        var late = (await Task.WhenAll(ends)).Count(ended => !ended);
        return late == 0
            ? CommandResults.Success(string.Create(CultureInfo.InvariantCulture, $"Drained, {running.Count} ended."))
            : CommandResults.Failure(string.Create(
                CultureInfo.InvariantCulture, $"{late} of {running.Count} workers still run after {Patience.TotalSeconds} s: stop them one by one."));
    }

    private static int? ProcessOf(CustomResourceSnapshot worker) =>
        worker.State?.Text == KnownResourceStates.Running
        && worker.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } id
        && int.TryParse(Convert.ToString(id, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var process)
            ? process
            : null;

    private static async Task<bool> EndAsync(int id, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var worker = Process.GetProcessById(id);
            using var signal = Process.Start("kill", ["-TERM", id.ToString(CultureInfo.InvariantCulture)]);
            await worker.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (ArgumentException)
        {
            // It has ended since.
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}

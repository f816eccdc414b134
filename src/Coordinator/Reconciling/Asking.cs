using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.ServiceDefaults.Messaging.Queues;
using MassTransit;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>
/// Asks for work, once: a dispatch mark in the ledger keeps a second look from asking again before it is due. A mark counts for seconds until its command is
/// with the broker, and for its whole time after.
/// </summary>
public sealed class Asking(IBus bus, IQueues queues, DueTimes dueTimes, IOptions<CoordinatorOptions> options)
{
    private readonly CoordinatorOptions _options = options.Value;

    /// <summary>How deep a queue of shards is, which is made where there is none yet; null where that cannot be seen.</summary>
    public async Task<QueueDepth?> OpenAsync(string queue, CancellationToken cancellation)
    {
        var depth = await queues.ReadAsync(queue, cancellation);
        if (depth is { Exists: false })
            await queues.DeclareAsync(queue, cancellation);

        return depth;
    }

    /// <summary>Claims shards of a queue: while something waits there, what was asked for long ago may be among it.</summary>
    public Task<IReadOnlyList<T>> ClaimAsync<T>(string sweep, List<T> wanted, Func<T, string> name, QueueDepth? depth, CancellationToken cancellation) =>
        ClaimAsync(sweep, wanted, name, alsoDue: depth is not { Waiting: > 0 }, cancellation);

    /// <summary>After how long a shard that was sent counts as lost.</summary>
    public TimeSpan LostAfter(QueueDepth? depth) => depth is null ? _options.ShardLostUnseen : _options.ShardLostAfter;

    /// <summary>Claims those of the wanted that nobody was asked for, or so long ago that they are due again.</summary>
    /// <param name="sweep">Whose marks they are.</param>
    /// <param name="wanted">What is missing.</param>
    /// <param name="name">The name of a piece of work.</param>
    /// <param name="alsoDue">False leaves alone whatever was asked for, however long ago.</param>
    /// <param name="cancellation">Ends the claim.</param>
    public async Task<IReadOnlyList<T>> ClaimAsync<T>(string sweep, List<T> wanted, Func<T, string> name, bool alsoDue, CancellationToken cancellation)
    {
        if (wanted.Count == 0)
            return [];

        var free = await dueTimes.ClaimAsync(LedgerKeys.Dispatches(sweep), wanted.ConvertAll(item => name(item)), _options.SendDue, alsoDue, cancellation);
        var claimed = free.ToHashSet(StringComparer.Ordinal);
        return [.. wanted.Where(item => claimed.Contains(name(item)))];
    }

    /// <summary>Sends the commands of what was claimed; their marks then hold until <paramref name="due"/>.</summary>
    public async Task SendAsync<T>(string sweep, string queue, IReadOnlyList<(string Name, T Command)> commands, TimeSpan due, CancellationToken cancellation)
        where T : class
    {
        if (commands.Count == 0)
            return;

        await bus.SendToAsync(queue, [.. commands.Select(command => command.Command)], cancellation);
        await dueTimes.PostponeAsync(LedgerKeys.Dispatches(sweep), [.. commands.Select(command => command.Name)], due, cancellation);
    }
}

using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using EmergentMisalignment.Sweeps;

namespace EmergentMisalignment.Console.Errors;

/// <summary>
/// Has failed messages tried again. Work of a sweep is not sent a second time as it was: its failure is forgotten, and the Coordinator asks for whatever is still
/// missing of it. Any other message goes back to its queue.
/// </summary>
internal sealed class ErrorRequeuer(IErrorQueue errors, SweepRegistry sweeps, SweepNews news)
{
    public async Task<RequeueAnswer> RequeueAsync(RequeueRequest request, CancellationToken cancellation)
    {
        var ids = request.Ids?.ToHashSet(StringComparer.Ordinal);
        var states = new Dictionary<string, SweepState?>(StringComparer.Ordinal);
        var sorted = await errors.SortAsync(DecideAsync, cancellation);
        var revived = states.Where(state => state.Value is not (null or SweepState.Cancelled)).Select(state => state.Key).Order(StringComparer.Ordinal).ToList();
        foreach (var sweep in revived)
            await news.TellAsync(sweep, cancellation);

        return new RequeueAnswer
        {
            AskedAgain = sorted.Count(message => message.Fate is DeadMessageFate.Remove),
            Returned = sorted.Count(message => message.Fate is DeadMessageFate.Return),
            Sweeps = revived,
            Stayed = [.. sorted.Where(message => message.Fate is DeadMessageFate.Stay && IsMeant(message.Message)).Select(Why), .. Absent()],
        };

        bool IsMeant(DeadMessage message) => (ids is null || ids.Contains(message.Id)) && (request.Sweep is null || message.Sweep == request.Sweep);

        async Task<IReadOnlyList<DeadMessageFate>> DecideAsync(IReadOnlyList<DeadMessage> messages, CancellationToken cancellation)
        {
            foreach (var work in messages.Where(message => IsMeant(message) && message is { Sweep: not null, Work: not null }).GroupBy(message => message.Sweep!, StringComparer.Ordinal))
                states[work.Key] = await sweeps.RetryAsync(work.Key, [.. work.Select(message => message.Work!).Distinct(StringComparer.Ordinal)], cancellation);

            return [.. messages.Select(message => IsMeant(message) ? FateOf(message) : DeadMessageFate.Stay)];
        }

        DeadMessageFate FateOf(DeadMessage message) => message is { Sweep: { } sweep, Work: not null } && states[sweep] is { } state
            ? state is SweepState.Cancelled ? DeadMessageFate.Stay : DeadMessageFate.Remove
            : DeadMessageFate.Return;

        static string Why(SortedMessage message) =>
            $"{message.Message.Id}: {message.Problem ?? $"its sweep {message.Message.Sweep} is cancelled; submit the sweep again to have its work done"}.";

        IEnumerable<string> Absent() => (ids ?? []).Except(sorted.Select(message => message.Message.Id)).Select(id => $"{id}: there is no such message in the error queue.");
    }
}

using EmergentMisalignment.ServiceDefaults.Messaging.Errors;

namespace EmergentMisalignment.Unit.Console;

/// <summary>An error queue in memory.</summary>
internal sealed class FakeErrorQueue : IErrorQueue
{
    public List<DeadMessage> Messages { get; } = [];

    public List<DeadMessage> Returned { get; } = [];

    public string? Absent { get; set; }

    public Exception? Fault { get; set; }

    public Task<ErrorPage> ReadAsync(int skip, int take, CancellationToken cancellation) =>
        Fault is null ? Task.FromResult(new ErrorPage([.. Messages.Skip(skip).Take(take)], Messages.Count)) : throw Fault;

    public async Task<IReadOnlyList<SortedMessage>> SortAsync(
        Func<IReadOnlyList<DeadMessage>, CancellationToken, Task<IReadOnlyList<DeadMessageFate>>> decide, CancellationToken cancellation)
    {
        var messages = Messages.ToList();
        var fates = await decide(messages, cancellation);
        var sorted = messages.Zip(fates, Settle).ToList();
        Messages.RemoveAll(message => sorted.Any(settled => settled.Message == message && settled.Fate is not DeadMessageFate.Stay));
        return sorted;
    }

    private SortedMessage Settle(DeadMessage message, DeadMessageFate fate)
    {
        if (fate is DeadMessageFate.Return && message.Queue is null)
            return new SortedMessage(message, DeadMessageFate.Stay, "nothing in it says which queue it came from");

        if (fate is DeadMessageFate.Return)
            Returned.Add(message);

        return new SortedMessage(message, fate);
    }
}

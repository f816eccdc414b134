namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

/// <summary>The one queue where messages end that nobody could consume.</summary>
/// <remarks>Every member throws <see cref="BrokerException"/> when the broker does not answer.</remarks>
public interface IErrorQueue
{
    /// <summary>Where failures show when there is no such queue; null when there is one.</summary>
    string? Absent { get; }

    /// <summary>Reads without taking: messages and their order stay as they are.</summary>
    Task<ErrorPage> ReadAsync(int skip, int take, CancellationToken cancellation);

    /// <summary>
    /// Has all messages sorted at once. A message is let go only after <paramref name="decide"/> has returned, and after the broker has confirmed its copy
    /// where it goes back: a crash on the way leaves a message twice, never not at all.
    /// </summary>
    /// <param name="decide">Is given the messages, oldest first, and returns a fate for each in the same order. When it throws, all stay.</param>
    /// <param name="cancellation"/>
    Task<IReadOnlyList<SortedMessage>> SortAsync(
        Func<IReadOnlyList<DeadMessage>, CancellationToken, Task<IReadOnlyList<DeadMessageFate>>> decide, CancellationToken cancellation);
}

using MassTransit;

namespace EmergentMisalignment.ServiceDefaults.Messaging;

public static class HandBackExtensions
{
    /// <summary>
    /// Puts a message back into the queue it came from, for another process. A fresh copy, unlike a refusal, does not count as a failed delivery; and the
    /// copy is there before this one is acknowledged.
    /// </summary>
    public static Task HandBackAsync<T>(this ConsumeContext<T> context)
        where T : class =>
        context.SendToAsync(context.ReceiveContext.InputAddress.Segments[^1], [context.Message], CancellationToken.None);
}

using MassTransit;

namespace EmergentMisalignment.Bench.Messages;

/// <summary>Takes a message and does nothing with it.</summary>
internal sealed class CountingConsumer<T>(Arrivals arrivals) : IConsumer<T>
    where T : class
{
    public Task Consume(ConsumeContext<T> context)
    {
        arrivals.Count(typeof(T).Name, context.ReceiveContext.Body.Length ?? 0);
        return Task.CompletedTask;
    }
}

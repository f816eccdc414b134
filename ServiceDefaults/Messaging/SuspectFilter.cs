using MassTransit;

namespace EmergentMisalignment.ServiceDefaults.Messaging;

/// <summary>
/// Keeps a message that kills its process from taking its neighbours along. One that was delivered several times is a suspect: suspects run one at a time and
/// in random order, so that at every death most of the innocent ones are through, and only the culprit reaches the delivery limit.
/// </summary>
internal sealed class SuspectFilter<T> : IFilter<ConsumeContext<T>>
    where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        if (context.ReceiveContext.TransportHeaders.Get<long>("x-delivery-count") is not >= Suspects.Deliveries)
        {
            await next.Send(context);
            return;
        }

        await Task.Delay(Suspects.Pause(), context.CancellationToken);
        await Suspects.OneAtATime.WaitAsync(context.CancellationToken);
        try
        {
            await next.Send(context);
        }
        finally
        {
            Suspects.OneAtATime.Release();
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("suspects");
}

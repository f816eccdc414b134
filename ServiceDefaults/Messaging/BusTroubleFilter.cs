using System.Runtime.ExceptionServices;
using MassTransit;

namespace EmergentMisalignment.ServiceDefaults.Messaging;

/// <summary>
/// A message whose work was done, but whose answer could not be sent because the broker went away, is left to the broker: it comes again, and its work is
/// found done. In the error queue it would look like a failure.
/// </summary>
internal sealed class BusTroubleFilter : IFilter<ExceptionReceiveContext>
{
    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (BusTrouble.IsIn(context.Exception))
            ExceptionDispatchInfo.Throw(context.Exception);

        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("busTrouble");
}

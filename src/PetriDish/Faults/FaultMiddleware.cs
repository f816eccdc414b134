using EmergentMisalignment.PetriDish.Models;
using EmergentMisalignment.PetriDish.Vllm;

namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>Plays the faults of the rules in force, in their order, on the requests that they hit.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultBox box, TimeProvider time, IHostApplicationLifetime lifetime, VllmEngine? engine = null)
{
    public Task InvokeAsync(HttpContext context)
    {
        var rules = box.Active;
        return rules.Length == 0 || IsExempt(context.Request.Path) ? next(context) : PlayAsync(context, rules);
    }

    private static bool IsExempt(PathString path) => path.StartsWithSegments("/petri") || path.StartsWithSegments("/health");

    private async Task PlayAsync(HttpContext context, ActiveRule[] rules)
    {
        var truncate = false;
        foreach (var rule in rules)
        {
            if (!rule.Hits(context.Request, out var chance)) continue;
            switch (rule.Rule.Kind)
            {
                case FaultKind.Latency:
                    await WaitAsync(context, TimeSpan.FromMilliseconds(rule.Rule.LatencyMs + (chance * rule.Rule.JitterMs))).ConfigureAwait(false);
                    break;
                case FaultKind.RateLimit:
                    rule.Ration.TakeRequest(context);
                    context.Features.Set(rule.Ration);
                    break;
                case FaultKind.Error:
                    throw new RefusedException(rule.Rule.Status, "PetriDish was told to fail this request.", null, rule.Rule.Code);
                case FaultKind.OutOfMemory:
                    throw new RefusedException(500, "CUDA out of memory. Tried to allocate 1.17 GiB. GPU 0 has a total capacity of 79.10 GiB of which 640.00 MiB is free.", null, "out_of_memory");
                case FaultKind.EngineDeath:
                    engine?.Die();
                    context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                    await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
                    return;
                case FaultKind.Drop:
                    context.Drop();
                    return;
                case FaultKind.Truncate:
                    truncate = true;
                    break;
                case FaultKind.MissingLogProbs:
                    context.Features.Set(MissingLogProbs.Instance);
                    break;
                case FaultKind.Moderation:
                    JobFate.Of(context).IsRejected = true;
                    break;
                case FaultKind.SlowQueue:
                    JobFate.Of(context).Wait = TimeSpan.FromMilliseconds(rule.Rule.LatencyMs);
                    break;
                case FaultKind.Hang:
                    await WaitAsync(context, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
                    return;
            }
        }
        await (truncate ? TruncateAsync(context) : next(context)).ConfigureAwait(false);
    }

    private async Task WaitAsync(HttpContext context, TimeSpan delay)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        await Task.Delay(delay, time, given.Token).ConfigureAwait(false);
    }

    private async Task TruncateAsync(HttpContext context)
    {
        var sent = context.Response.Body;
        using var whole = new MemoryStream();
        context.Response.Body = whole;
        try
        {
            await next(context).ConfigureAwait(false);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            context.Response.Body = sent;
        }
        context.Response.ContentLength = whole.Length / 2;
        await sent.WriteAsync(whole.GetBuffer().AsMemory(0, (int)(whole.Length / 2)), context.RequestAborted).ConfigureAwait(false);
    }
}

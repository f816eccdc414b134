using EmergentMisalignment.PetriDish.Faults;

namespace EmergentMisalignment.PetriDish.Api;

/// <summary>Counts what goes by, and labels every answer as a miniature's.</summary>
internal sealed class TrafficMiddleware(RequestDelegate next, TrafficCounters counters)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers["x-petri-miniature"] = "true";
        var pattern = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var traffic = counters.For(pattern is null ? "unknown" : RouteNames.Of(context.Request.Method, pattern));
        var answer = new CountedAnswer(traffic);
        context.Features.Set(traffic);
        context.Features.Set(answer);
        context.Response.OnStarting(() =>
        {
            answer.Count(context.Response.StatusCode);
            return Task.CompletedTask;
        });
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            // Every answer has a body, so one that has not started by now never will: its connection was closed.
            if (!context.Response.HasStarted)
                answer.Count(RouteTraffic.NoAnswer);
        }
    }
}

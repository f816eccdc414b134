using EmergentMisalignment.PetriDish.Faults;

namespace EmergentMisalignment.PetriDish.Api;

/// <summary>Counts what goes by, and labels every answer as a miniature's.</summary>
internal sealed class TrafficMiddleware(RequestDelegate next, TrafficCounters counters)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers["x-petri-miniature"] = "true";
        var traffic = counters.For(context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } ? RouteNames.Of(context.Request.Method, pattern) : "unknown");
        context.Features.Set(traffic);
        await next(context).ConfigureAwait(false);
        // Every answer has a body, so one that has not started by now never will: its connection was closed.
        traffic.Answered(context.Response.HasStarted ? context.Response.StatusCode : RouteTraffic.NoAnswer);
    }
}

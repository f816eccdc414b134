using EmergentMisalignment.PetriDish.Faults;
using EmergentMisalignment.ServiceDefaults.Access;

namespace EmergentMisalignment.PetriDish.Vllm;

/// <summary>Lets nothing through to an engine that is not there, but what tests look and repair with.</summary>
internal sealed class VllmMiddleware(RequestDelegate next, VllmEngine engine)
{
    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/petri")) return next(context);
        switch (engine.State)
        {
            case EngineState.Starting:
                context.Drop();
                return Task.CompletedTask;
            case EngineState.Dead:
                context.Response.StatusCode = HealthPaths.Include(path) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
                return context.Response.StartAsync(context.RequestAborted);
            default:
                return next(context);
        }
    }
}

using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Faults;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Api.Endpoints;

/// <summary><c>/petri/faults</c> and <c>/petri/stats</c>: what a test needs to make PetriDish misbehave and to see what came of it.</summary>
internal static class ControlEndpoints
{
    public static WebApplication MapControls(this WebApplication app)
    {
        app.MapGet("/petri/faults", Faults);
        app.MapPut("/petri/faults", async (HttpRequest request, FaultBox box) =>
        {
            var body = await RequestBody.ReadAsync(request, ApiJson.Wire.FaultsBody).ConfigureAwait(false);
            foreach (var rule in body.Rules)
                if (rule.Problem() is { } problem) throw RefusedException.Invalid($"A rule is wrong: {problem}", "rules");
            box.Rules = body.Rules;
            return Faults(box);
        });
        app.MapDelete("/petri/faults", (FaultBox box) =>
        {
            box.Rules = [];
            return Faults(box);
        });
        app.MapGet("/petri/stats", Stats);
        app.MapDelete("/petri/stats", (TrafficCounters counters, FaultBox box) =>
        {
            counters.Reset();
            return Stats(counters, box);
        });
        return app;
    }

    private static IResult Faults(FaultBox box) => Results.Json(new FaultsBody(box.Rules), ApiJson.Wire.FaultsBody);

    private static IResult Stats(TrafficCounters counters, FaultBox box) => Results.Json(StatsBody.Of(counters, box), ApiJson.Wire.StatsBody);
}

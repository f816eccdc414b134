using EmergentMisalignment.Console.Documentation;

namespace EmergentMisalignment.Console.Endpoints;

/// <summary>The model endpoints.</summary>
internal static class EndpointRoutes
{
    public static RouteGroupBuilder MapEndpoints(this RouteGroupBuilder api)
    {
        api.MapGet("/endpoints", ListAsync)
            .WithTags("endpoints")
            .WithSummary("Lists the model endpoints: what they can do, their limits, what was spent there, and whether they answer")
            .WithDescription("From the configuration and the ledger: no endpoint is asked. Answers 304 when If-None-Match brings the ETag of a list that still holds.")
            .Produces<EndpointList>()
            .Produces(StatusCodes.Status304NotModified)
            .WithProblems(503)
            .WithResponseExample(
                """
                {
                  "endpoints": [
                    {
                      "name": "openai", "kind": "OpenAI", "url": "https://api.openai.com/v1", "can": { "n": true, "seed": true, "batch": true, "lora_loading": false, "fine_tuning": true },
                      "models": [{ "name": "gpt-4o", "can": { "log_probs": true, "top_log_probs": 20, "n": true, "seed": true }, "asked_at": "2026-01-05T09:00:00+00:00" }],
                      "limits": { "max_concurrency": 64, "max_n": 128, "requests_per_minute": 500 }, "budget": { "limit": 100, "spent": 12.5, "unsettled": 0, "reserved": 0.25 }
                    }
                  ]
                }
                """);
        return api;
    }

    private static async Task<IResult> ListAsync(HttpContext context, EndpointViews views, CancellationToken cancellation) =>
        Tagged.Result(context, await views.ListAsync(cancellation), ConsoleJson.Default.EndpointList);
}

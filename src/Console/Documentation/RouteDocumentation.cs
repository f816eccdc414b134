using System.Text.Json.Nodes;

namespace EmergentMisalignment.Console.Documentation;

/// <summary>What a route's page in the OpenAPI document says beyond its types.</summary>
internal static class RouteDocumentation
{
    private const string Json = "application/json";

    /// <summary>The errors it may answer with, as problem details.</summary>
    public static T WithProblems<T>(this T route, params int[] statuses)
        where T : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
            route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));

        return route;
    }

    public static RouteHandlerBuilder WithRequestExample(this RouteHandlerBuilder route, string json) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        if (operation.RequestBody?.Content?.TryGetValue(Json, out var body) is true)
            body.Example = JsonNode.Parse(json);

        return Task.CompletedTask;
    });

    public static RouteHandlerBuilder WithResponseExample(this RouteHandlerBuilder route, string json) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        if (operation.Responses?.TryGetValue("200", out var response) is true && response.Content?.TryGetValue(Json, out var body) is true)
            body.Example = JsonNode.Parse(json);

        return Task.CompletedTask;
    });
}

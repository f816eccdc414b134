using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.AppHost.Commands;

/// <summary>Asks the Console, and turns its answer into a command's result.</summary>
internal static class ConsoleClient
{
    public static async Task<ExecuteCommandResult> SendAsync(
        this ExecuteCommandContext context, EndpointReference console, HttpMethod method, string path, HttpContent? content = null)
    {
        using var client = context.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        using var request = new HttpRequestMessage(method, new Uri(new Uri(console.Url), path)) { Content = content };
        // The Console takes over the environment that the app host was started in, and with it a key that is set there.
        if (context.Services.GetRequiredService<IConfiguration>()["Console:ApiKey"] is { Length: > 0 } key)
            request.Headers.Authorization = new("Bearer", key);
        using var response = await client.SendAsync(request, context.CancellationToken);
        return response.IsSuccessStatusCode
            ? CommandResults.Success(
                $"{(int)response.StatusCode} {response.ReasonPhrase}",
                await response.Content.ReadAsStringAsync(context.CancellationToken),
                CommandResultFormat.Json)
            : CommandResults.Failure(await SentenceAsync(response, context.CancellationToken));
    }

    /// <summary>The Console's refusals are problem details whose detail is one sentence.</summary>
    private static async Task<string> SentenceAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = $"The Console answered {(int)response.StatusCode} {response.ReasonPhrase}.";
        if (response.Content.Headers.ContentType?.MediaType is not "application/problem+json")
            return status;
        using var problem = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellation), cancellationToken: cancellation);
        return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.ToString() : status;
    }
}

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
        using var response = await client.SendAsync(request, context.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(context.CancellationToken);
        var format = response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.Ordinal) is true
            ? CommandResultFormat.Json
            : CommandResultFormat.Text;
        var summary = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        return response.IsSuccessStatusCode
            ? CommandResults.Success(summary, text, format)
            : CommandResults.Failure($"The Console answered {summary}: {text}");
    }
}

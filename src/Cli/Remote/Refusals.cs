using System.Net;
using System.Text.Json;

namespace EmergentMisalignment.Cli.Remote;

/// <summary>Says in one sentence why a Console did not do what it was asked.</summary>
internal static class Refusals
{
    public static UnavailableException Unreachable(Uri server, HttpRequestException cause) => new(
        $"Nobody answers at {server} ({cause.Message.TrimEnd('.')}): start the services with 'dotnet run --project AppHost', or name another server with --server or EM_SERVER.", cause);

    public static UnavailableException NotAConsole(Uri server) => new($"What answers at {server} is not a Console: name the right address with --server or EM_SERVER.");

    public static async Task<Exception> ReadAsync(HttpResponseMessage response, Uri server, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        var (sentence, problems) = Parse(body);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            return new UnavailableException(sentence ?? $"The Console at {server} wants an API key, or another one: put it into the environment variable EM_API_KEY.");

        if (sentence is null)
            return NotAConsole(server);

        return (int)response.StatusCode >= 500 || response.StatusCode == HttpStatusCode.Forbidden
            ? new UnavailableException(sentence)
            : new RefusedByServerException(sentence, problems);
    }

    /// <summary>Problem details (RFC 9457); nothing when the body is something else.</summary>
    private static (string? Sentence, IReadOnlyList<string> Problems) Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var sentence = document.RootElement.GetProperty("detail").GetString();
            return document.RootElement.TryGetProperty("problems", out var problems) && problems.ValueKind == JsonValueKind.Array
                ? (sentence, [.. problems.EnumerateArray().Select(problem => problem.ToString())])
                : (sentence, []);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, []);
        }
    }
}

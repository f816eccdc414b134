using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EmergentMisalignment.ModelClients.Wire;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>
/// Requests for which the SDK has no method that fits: it hides a fine-tune's error, asks twice for a page of events, cannot search by metadata,
/// and lists no models of Azure. They go through the SDK's own pipeline, which signs them.
/// </summary>
internal sealed class EndpointWire(EndpointOptions options, ClientPipeline pipeline, FailureReader failures)
{
    // The newest version without "preview" that has files and fine-tuning.
    private const string AzureVersion = "2024-10-21";

    /// <summary>Fetches a path below the API's root: its parts escaped, with its query if any.</summary>
    public ValueTask<T> GetAsync<T>(string path, string operation, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync("GET", path, body: null, operation, type, cancellationToken);

    public ValueTask<T> PostAsync<T>(string path, BinaryContent? body, string operation, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync("POST", path, body, operation, type, cancellationToken);

    /// <summary>Posts to a server whose answer is no JSON and tells nothing that its status does not.</summary>
    public ValueTask<BinaryData> PostAsync(string path, BinaryContent body, string operation, CancellationToken cancellationToken) =>
        SendAsync("POST", Address(path), body, operation, cancellationToken);

    /// <summary>Fetches an address relative to the API's root, whole: a path of the server if it begins with a slash.</summary>
    public async ValueTask<Stream> DownloadAsync(string path, string operation, CancellationToken cancellationToken) =>
        (await SendAsync("GET", new Uri(new Uri(options.Url.AbsoluteUri.TrimEnd('/')), path), body: null, operation, cancellationToken).ConfigureAwait(false)).ToStream();

    private async ValueTask<T> SendAsync<T>(
        string method, string path, BinaryContent? body, string operation, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(method, Address(path), body, operation, cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize(answer.ToMemory().Span, type) ?? throw new MalformedAnswerException("the answer is null");
    }

    private async ValueTask<BinaryData> SendAsync(string method, Uri address, BinaryContent? body, string operation, CancellationToken cancellationToken)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri = address;
        message.Request.Headers.Set("Accept", "application/json");
        if (body is not null)
        {
            message.Request.Content = body;
            message.Request.Headers.Set("Content-Type", "application/json");
        }

        message.Apply(new RequestOptions { CancellationToken = cancellationToken });
        await pipeline.SendAsync(message).ConfigureAwait(false);
        var response = message.Response!;
        if (response.Status is < 200 or > 299)
            throw await failures.ReadAsync(response, operation, quotable: true, cancellationToken).ConfigureAwait(false);
        return response.Content;
    }

    private Uri Address(string path)
    {
        var root = options.Url.AbsoluteUri.TrimEnd('/');
        if (options.Kind is not EndpointKind.Azure)
            return new Uri($"{root}/{path}");
        return new Uri($"{root}/openai/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}api-version={AzureVersion}");
    }
}

using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Identity;
using OpenAI;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>Makes the SDK's client for an endpoint, over this room's connections and without the SDK's retries, time limit and logging.</summary>
internal static class SdkClients
{
    public static OpenAIClient Create(EndpointOptions options, HttpClient http) =>
        options.Kind is EndpointKind.Azure ? CreateAzure(options, http) : CreateOpenAI(options, http);

    private static OpenAIClient CreateOpenAI(EndpointOptions options, HttpClient http)
    {
        var settings = Configure(new OpenAIClientOptions { Endpoint = options.Url }, http);
#pragma warning disable OPENAI001 // the constructor without a key is marked as new; the one with a key would send a made-up one
        return options.ApiKey is null
            ? new OpenAIClient(new NoAuthentication(), settings)
            : new OpenAIClient(new ApiKeyCredential(options.ApiKey), settings);
#pragma warning restore OPENAI001
    }

    private static AzureOpenAIClient CreateAzure(EndpointOptions options, HttpClient http)
    {
        var settings = Configure(new AzureOpenAIClientOptions(), http);
        return options.ApiKey is null
            ? new AzureOpenAIClient(options.Url, new DefaultAzureCredential(), settings)
            : new AzureOpenAIClient(options.Url, new ApiKeyCredential(options.ApiKey), settings);
    }

    private static T Configure<T>(T settings, HttpClient http) where T : ClientPipelineOptions
    {
        settings.Transport = new HttpClientPipelineTransport(http, enableLogging: false, loggerFactory: null);
        settings.RetryPolicy = new ClientRetryPolicy(maxRetries: 0, enableLogging: false, loggerFactory: null);
        settings.NetworkTimeout = Timeout.InfiniteTimeSpan;
        settings.ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false };
        settings.EnableDistributedTracing = false;
        return settings;
    }
}

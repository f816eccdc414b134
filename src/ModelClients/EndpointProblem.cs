namespace EmergentMisalignment.ModelClients;

/// <summary>The sentences of a failed probe: what is wrong, and which setting to correct.</summary>
internal static class EndpointProblem
{
    public static string Describe(EndpointOptions options, ModelCallException exception) => exception switch
    {
        { Failure: ModelFailure.Network, InnerException: HttpRequestException network } =>
            $"endpoint {options.Name} at {options.Url} does not answer ({Cause(network)}): start it or correct {Setting(options, "Url")}",
        { Failure: ModelFailure.Unauthorized } =>
            $"endpoint {options.Name} at {options.Url} does not accept the key: correct {Setting(options, "ApiKey")}",
        { Failure: ModelFailure.NotFound } =>
            $"endpoint {options.Name} at {options.Url} has no list of models there: correct {Setting(options, "Url")}, which is the address before /models",
        _ => $"{exception.Message}: start it again or correct {Setting(options, "Url")}",
    };

    public static string Silent(EndpointOptions options, TimeSpan waited) =>
        $"endpoint {options.Name} at {options.Url} does not answer (silent for {waited.TotalSeconds:0.#} s): start it or correct {Setting(options, "Url")}";

    private static string Cause(HttpRequestException network) => network.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "no such host",
        HttpRequestError.ConnectionError => "connection refused",
        HttpRequestError.SecureConnectionError => "no secure connection",
        _ => "the connection broke",
    };

    private static string Setting(EndpointOptions options, string key) => $"Endpoints:{options.Name}:{key}";
}

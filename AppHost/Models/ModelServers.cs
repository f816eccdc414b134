namespace EmergentMisalignment.AppHost.Models;

/// <summary>
/// The servers that answer. A parameter without a value declares nothing: an unset key neither holds up the start nor leaves a server that refuses every call.
/// </summary>
internal sealed class ModelServers(IDistributedApplicationBuilder builder)
{
    private readonly List<ModelServer> _servers = [];

    public IReadOnlyList<ModelServer> All => _servers;

    /// <summary>The miniature's server, for this machine alone: without a key it serves loopback only, so it is never published.</summary>
    public ModelServers AddPetriDish(string name)
    {
        if (builder.ExecutionContext.IsPublishMode)
            return this;
        var petri = builder.AddProject<Projects.PetriDish>(name)
            .WithEnvironment("PetriDish__DataFolder", Local.LocalFolder.Of(builder, name))
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithUrlForEndpoint("http", url => url.DisplayText = "PetriDish")
            .WithIconName("Beaker");
        _servers.Add(new(name, "Petri", ReferenceExpression.Create($"{petri.GetEndpoint("http")}/v1"), WaitFor: petri));
        return this;
    }

    /// <summary>
    /// A provider that needs a key: parameter <c>NAME-key</c>, with <c>NAME-url</c> for an address other than its own. What is published has it
    /// with a place for the key.
    /// </summary>
    public ModelServers AddProvider(string name, string kind)
    {
        if (builder.ExecutionContext.IsPublishMode || Value($"{name}-key") is not null)
            _servers.Add(new(name, kind, Url(name), Key(name)));
        return this;
    }

    /// <summary>A server of one's own: parameter <c>NAME-url</c>, with <c>NAME-key</c> where it wants one.</summary>
    public ModelServers AddServer(string name, string kind)
    {
        if (Url(name) is { } url)
            _servers.Add(new(name, kind, url, Value($"{name}-key") is not null ? Key(name) : null));
        return this;
    }

    private ReferenceExpression? Url(string name) =>
        Value($"{name}-url") is { } value ? ReferenceExpression.Create($"{builder.AddParameter($"{name}-url", value)}") : null;

    // With a value of its own, if an empty one: publishing would stop and ask for it otherwise.
    private IResourceBuilder<ParameterResource> Key(string name) => builder.AddParameter($"{name}-key", () => Value($"{name}-key") ?? "", secret: true);

    // A shell's variable can have no hyphen in its name.
    private string? Value(string parameter) =>
        new[] { parameter, parameter.Replace('-', '_') }
            .Select(name => builder.Configuration[$"Parameters:{name}"])
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
}

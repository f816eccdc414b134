using System.Reflection;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Configuration;
using EmergentMisalignment.Unit.Architecture;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.Unit.Infra;

/// <summary>The environment that the manifests give is one that the code reads.</summary>
public class ConfigurationTests
{
    /// <summary>Read by name: the framework's, OpenTelemetry's, and the few settings that are no options class.</summary>
    private static readonly string[] ByName =
    [
        "ASPNETCORE_HTTP_PORTS", "SSL_CERT_FILE", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "POD_NAME",
        "ConnectionStrings__messaging", "ConnectionStrings__ledger", "Telemetry__CaptureContent",
        "Kestrel__Endpoints__Https__Url", "Kestrel__Endpoints__Https__Certificate__Path", "Kestrel__Endpoints__Https__Certificate__KeyPath",
    ];

    /// <summary>Section__Property of every options class of the house, by reflection.</summary>
    private static readonly ILookup<string, string> Options =
        (from room in House.Rooms
         from type in room.Value.GetTypes()
         where type.Name.EndsWith("Options", StringComparison.Ordinal)
         let section = type == typeof(ArtifactOptions) ? "Artifacts" : type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string
         where section is not null
         from property in type.GetProperties()
         select (Variable: $"{section}__{property.Name}", Room: room.Key)).ToLookup(option => option.Variable, option => option.Room);

    public static TheoryData<string> Overlays { get; } = [.. InfraFiles.Overlays];

    public static TheoryData<string> Pods { get; } = [.. InfraFiles.Pods.Where(pod => pod.Service is not (null or "trainer" or "console")).Select(pod => pod.ToString())];

    [Theory]
    [MemberData(nameof(Pods))]
    public void Every_variable_of_a_pod_is_read_by_its_service(string name)
    {
        var pod = PodTests.Find(name);
        var room = ImageTests.RoomOf(pod.Service!);

        Assert.All(pod.Main.Env.Select(entry => entry.Name).Where(variable => !ByName.Contains(variable) && !IsEndpoint(variable)), variable => Assert.Contains(room, Options[variable]));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Every_shared_variable_is_read_by_someone(string overlay) =>
        Assert.All(InfraFiles.Variables(overlay, "settings").Keys, variable => Assert.True(ByName.Contains(variable) || Options.Contains(variable), variable));

    [Fact]
    public void A_variable_of_another_service_would_be_noticed()
    {
        Assert.Equal("SamplingWorker", Assert.Single(Options["SamplingWorker__Pool"]));
        Assert.Empty(Options["SamplingWorker__Pools"]);
    }

    /// <summary>By the code's own reader, which refuses unknown settings, kinds, addresses, and keys that would travel in the clear.</summary>
    [Theory]
    [MemberData(nameof(Overlays))]
    public void Endpoints_are_what_the_services_accept(string overlay) => Assert.All(InfraFiles.PodsOf(overlay).Where(CallsModels), pod =>
    {
        var variables = InfraFiles.Variables(overlay, "endpoints").Concat(pod.Main.Env.Select(entry => KeyValuePair.Create(entry.Name, entry.Value))).Where(variable => IsEndpoint(variable.Key)).ToList();
        var keys = variables.Where(variable => variable.Key.EndsWith("__Kind", StringComparison.Ordinal) && variable.Value is nameof(EndpointKind.Petri) or nameof(EndpointKind.OpenAI))
            .Select(variable => KeyValuePair.Create(variable.Key.Replace("__Kind", "__ApiKey", StringComparison.Ordinal), "from-the-secret"));
        var settings = variables.Concat(keys!).Select(variable => KeyValuePair.Create(variable.Key.Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value));

        Assert.NotEmpty(EndpointReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
    });

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Services_listen_where_the_manifests_say(string overlay)
    {
        var port = InfraFiles.Variables(overlay, "settings")["ASPNETCORE_HTTP_PORTS"];

        Assert.All(InfraFiles.PodsOf(overlay).Where(pod => pod.Service is not null), pod =>
        {
            var open = Assert.Single(pod.Main.Ports);
            Assert.Equal(pod.Value("Kestrel__Endpoints__Https__Url") is { } url ? $"https://*:{open.ContainerPort}" : port, pod.Value("Kestrel__Endpoints__Https__Url") ?? $"{open.ContainerPort}");
        });
    }

    private static bool CallsModels(Pod pod) => (pod.Main.EnvFrom ?? []).Any(source => source.ConfigMapRef?.Name == "endpoints");

    private static bool IsEndpoint(string variable) => variable.StartsWith($"{EndpointReader.Section}__", StringComparison.Ordinal);
}

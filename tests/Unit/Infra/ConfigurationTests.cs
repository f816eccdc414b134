using System.Reflection;
using System.Text.RegularExpressions;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Configuration;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Unit.Architecture;
using EmergentMisalignment.Unit.Artifacts;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.Unit.Infra;

/// <summary>The environment that the manifests give is one that the code reads.</summary>
public partial class ConfigurationTests
{
    private const string Https = "Kestrel__Endpoints__Https__";

    /// <summary>Read by name: the framework's, OpenTelemetry's, and the few settings that are no options class.</summary>
    private static readonly string[] ByName =
    [
        "ASPNETCORE_HTTP_PORTS", "SSL_CERT_FILE", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "POD_NAME",
        "ConnectionStrings__messaging", "ConnectionStrings__ledger", "Telemetry__CaptureContent",
        $"{Https}Url", $"{Https}Certificate__Path", $"{Https}Certificate__KeyPath",
    ];

    /// <summary>Section__Property of every options class of the house, by reflection, with the rooms that have it.</summary>
    private static readonly ILookup<string, string> Options =
        (from room in House.Rooms
         from type in room.Value.GetTypes()
         where type.Name.EndsWith("Options", StringComparison.Ordinal)
         let section = SectionOf(type)
         where section is not null
         from property in type.GetProperties()
         select (Variable: $"{section}__{property.Name}", Room: room.Key)).ToLookup(option => option.Variable, option => option.Room);

    public static TheoryData<string> Overlays { get; } = [.. Overlay.Names];

    public static TheoryData<string> Pods { get; } =
        [.. InfraFiles.Pods.Where(pod => pod.Service is { } service && ImageTests.Rooms.ContainsKey(service)).Select(pod => pod.ToString())];

    [Theory]
    [MemberData(nameof(Pods))]
    public void Every_variable_of_a_pod_is_read_by_its_service(string name)
    {
        var pod = PodTests.Find(name);
        var variables = pod.Main.Env.Select(entry => entry.Name).Where(variable => !ByName.Contains(variable) && !IsEndpoint(variable));

        Assert.All(variables, variable => Assert.Contains(ImageTests.Rooms[pod.Service!], Options[variable]));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Every_shared_variable_is_read_by_someone(string name) => Assert.All(
        Overlay.Of(name).Variables("settings").Keys,
        variable => Assert.True(ByName.Contains(variable) || Options.Contains(variable), variable));

    [Fact]
    public void A_variable_of_another_service_would_be_noticed()
    {
        Assert.Equal("SamplingWorker", Assert.Single(Options["SamplingWorker__Pool"]));
        Assert.Empty(Options["SamplingWorker__Pools"]);
    }

    /// <summary>The app host is no part of this build, so nothing else holds its names to the services'.</summary>
    [Fact]
    public void Every_variable_of_the_app_host_is_read_by_someone()
    {
        var variables = Directory.EnumerateFiles(Path.Combine(Folders.Root, "AppHost"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => AppHostVariable().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value)
            .ToList();

        Assert.Contains("SamplingWorker__Pool", variables);
        Assert.All(variables, variable => Assert.True(Options.Contains(variable) || variable == Prices.FileSetting.Replace(":", "__", StringComparison.Ordinal), variable));
    }

    /// <summary>By the code's own reader, which refuses unknown settings, kinds, addresses, and keys that would travel in the clear.</summary>
    [Theory]
    [MemberData(nameof(Overlays))]
    public void Endpoints_are_what_the_services_accept(string name) => Assert.All(Overlay.Of(name).Pods.Where(pod => pod.KnowsEndpoints), pod =>
    {
        var settings = Overlay.Of(name).Variables("endpoints").ToDictionary();
        foreach (var entry in pod.Main.Env)
            settings[entry.Name] = entry.Value;
        foreach (var (variable, kind) in settings.ToList())
        {
            if (kind is nameof(EndpointKind.Petri) or nameof(EndpointKind.OpenAI))
                settings.Add(variable.Replace("__Kind", "__ApiKey", StringComparison.Ordinal), "from-the-secret");
        }

        var configuration = settings.Where(setting => IsEndpoint(setting.Key))
            .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value));
        Assert.NotEmpty(EndpointReader.Read(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build()));
    });

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Services_listen_where_the_manifests_say(string name) => Assert.All(Overlay.Of(name).Pods.Where(pod => pod.Service is not (null or "trainer")), pod =>
    {
        var open = Assert.Single(pod.Main.Ports).ContainerPort;
        if (pod.Value($"{Https}Url") is { } url)
            Assert.Equal($"https://*:{open}", url);
        else
            Assert.Equal(Overlay.Of(name).Variables("settings")["ASPNETCORE_HTTP_PORTS"], $"{open}");
    });

    private static string? SectionOf(Type options) => options == typeof(ArtifactOptions)
        ? "Artifacts"
        : options.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string;

    private static bool IsEndpoint(string variable) => variable.StartsWith($"{EndpointReader.Section}__", StringComparison.Ordinal);

    [GeneratedRegex(@"""(?<name>[A-Za-z]+__[A-Za-z_]+)""")]
    private static partial Regex AppHostVariable();
}

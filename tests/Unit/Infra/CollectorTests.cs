using System.Globalization;
using System.Text.RegularExpressions;
using EmergentMisalignment.Unit.Infra.Resources;
using k8s.Models;
using YamlDotNet.Serialization;

namespace EmergentMisalignment.Unit.Infra;

public partial class CollectorTests
{
    private const string Folder = "components/telemetry";

    private static readonly string Text = InfraFiles.Text($"{Folder}/collector-config.yaml");

    private static readonly Dictionary<string, Dictionary<string, object>> Config =
        new DeserializerBuilder().Build().Deserialize<Dictionary<string, Dictionary<string, object>>>(Text);

    private static readonly Dictionary<object, object> Pipelines = (Dictionary<object, object>)Config["service"]["pipelines"];

    [Theory]
    [InlineData("receivers")]
    [InlineData("processors")]
    [InlineData("exporters")]
    public void Pipelines_are_made_of_what_is_defined(string kind) =>
        Assert.Equal(Config[kind].Keys.Order(), Pipelines.Keys.SelectMany(pipeline => Parts((string)pipeline, kind)).Distinct().Order());

    [Theory]
    [InlineData("traces")]
    [InlineData("metrics")]
    [InlineData("logs")]
    public void Memory_is_guarded_first(string pipeline) => Assert.Equal("memory_limiter", Parts(pipeline, "processors")[0]);

    [Theory]
    [InlineData("traces")]
    [InlineData("logs")]
    public void Model_texts_stop_here(string pipeline)
    {
        var filter = (Dictionary<object, object>)Config["processors"]["attributes/texts"];
        var actions = ((List<object>)filter["actions"]).Cast<Dictionary<object, object>>();
        var deleted = actions.Where(action => (string)action["action"] == "delete").Select(action => (string)action["key"]);

        Assert.Contains("attributes/texts", Parts(pipeline, "processors"));
        Assert.Equal(Instruments.DottedNames.Where(name => TextAttribute().IsMatch(name)).Order(), deleted.Order());
    }

    [Fact]
    public void Its_ports_are_those_of_its_Service_and_what_Prometheus_scrapes()
    {
        var pod = InfraFiles.Pods.Single(pod => pod.Name == "collector");
        var service = InfraFiles.All<V1Service>().Single(service => service.Metadata.Name == "collector");
        var monitor = InfraFiles.All<ServiceMonitor>().Single(monitor => monitor.Metadata!.Name == "collector");
        var exporter = (Dictionary<object, object>)Config["exporters"]["prometheus"];
        var listened = Listener().Matches(Text).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

        Assert.Equal(listened.Order(), pod.Main.Ports.Select(port => port.ContainerPort).Order());
        Assert.EndsWith($":{pod.Main.Ports.Single(port => port.Name == "prometheus").ContainerPort}", (string)exporter["endpoint"], StringComparison.Ordinal);
        Assert.Contains(service.Spec.Ports, port => port.Name == Assert.Single(monitor.Spec!.Endpoints).Port);
    }

    [Fact]
    public void Services_send_to_its_Service() => Assert.Contains(
        "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317",
        InfraFiles.Kustomizations[Folder].ConfigMapGenerator.SelectMany(generator => generator.Literals));

    [Fact]
    public void Its_variables_are_set() =>
        Assert.Equal(Variable().Matches(Text).Select(match => match.Groups[1].Value).Order(), Overlay.Of(Folder).Variables("collector-settings").Keys.Order());

    private static List<string> Parts(string pipeline, string kind) =>
        [.. ((List<object>)((Dictionary<object, object>)Pipelines[pipeline])[kind]).Cast<string>()];

    [GeneratedRegex(@"0\.0\.0\.0:(\d+)")]
    private static partial Regex Listener();

    [GeneratedRegex(@"\$\{env:(\w+)\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^gen_ai\..*messages$")]
    private static partial Regex TextAttribute();
}

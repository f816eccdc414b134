using EmergentMisalignment.Unit.Infra.Resources;
using k8s.Models;

namespace EmergentMisalignment.Unit.Infra;

public class NetworkPolicyTests
{
    private const string Label = "emergent-misalignment/";

    public static TheoryData<string> Overlays { get; } = [.. InfraFiles.Overlays];

    public static TheoryData<string> Services { get; } = [.. InfraFiles.Pods.Where(pod => pod.Service is not null).Select(pod => pod.ToString())];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Everything_is_denied_that_is_not_allowed(string overlay)
    {
        var deny = Assert.Single(InfraFiles.ResourcesOf<V1NetworkPolicy>(overlay), policy => policy.Metadata.Name == "default-deny").Spec;

        Assert.Empty(deny.PodSelector.MatchLabels ?? new Dictionary<string, string>());
        Assert.Equal(["Ingress", "Egress"], deny.PolicyTypes);
        Assert.True(deny is { Ingress: null, Egress: null });
    }

    /// <summary>A pod may reach the broker if it has the broker's address, and so on; and it may reach nothing that it has no address of.</summary>
    [Theory]
    [MemberData(nameof(Services))]
    public void A_pod_reaches_what_it_is_configured_for(string name)
    {
        var pod = PodTests.Find(name);
        var variables = pod.Main.Env.Select(entry => entry.Name).ToList();

        Assert.Equal(variables.Contains("ConnectionStrings__messaging"), pod.Labels.ContainsKey($"{Label}broker"));
        Assert.Equal(variables.Contains("ConnectionStrings__ledger"), pod.Labels.ContainsKey($"{Label}ledger"));
        Assert.Equal((pod.Main.EnvFrom ?? []).Any(source => source.ConfigMapRef?.Name == "endpoints") || variables.Contains("HF_HOME"), pod.Labels.ContainsKey($"{Label}models"));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_label_that_asks_for_a_way_out_is_answered(string overlay)
    {
        var asked = InfraFiles.PodsOf(overlay).SelectMany(pod => pod.Labels.Where(label => label.Key.StartsWith(Label, StringComparison.Ordinal))).Distinct();
        var answered = InfraFiles.ResourcesOf<V1NetworkPolicy>(overlay).Where(policy => policy.Spec.Egress is { Count: > 0 }).SelectMany(policy => policy.Spec.PodSelector.MatchLabels ?? new Dictionary<string, string>());

        Assert.Empty(asked.Except(answered));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Selectors_select_something(string overlay)
    {
        var pods = InfraFiles.PodsOf(overlay).Select(pod => pod.Labels).Concat(Stores(overlay)).ToList();

        Assert.All(InfraFiles.ResourcesOf<V1NetworkPolicy>(overlay).SelectMany(Selectors), selector => Assert.Contains(pods, labels => selector.All(label => labels.Contains(label))));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Ports_are_open_where_they_lead(string overlay)
    {
        var pods = InfraFiles.PodsOf(overlay);
        var ways = InfraFiles.ResourcesOf<V1NetworkPolicy>(overlay).SelectMany(policy => policy.Spec.Egress ?? [])
            .SelectMany(way => (way.To ?? []).Where(peer => peer is { PodSelector: not null, NamespaceSelector: null }).SelectMany(peer => way.Ports.Select(port => (peer.PodSelector.MatchLabels, Port: port.Port.Value))));

        Assert.All(
            ways.Where(way => way.MatchLabels.Keys.All(key => key.StartsWith("app.kubernetes.io/", StringComparison.Ordinal)) && !way.MatchLabels.Values.Contains("rabbitmq")),
            way => Assert.Contains(pods.Where(pod => way.MatchLabels.All(label => pod.Labels.Contains(label))), pod => pod.Main.Ports.Any(port => $"{port.ContainerPort}" == way.Port)));
    }

    private static IEnumerable<IDictionary<string, string>> Selectors(V1NetworkPolicy policy) =>
        (policy.Spec.Ingress ?? []).SelectMany(rule => rule.FromProperty ?? []).Concat((policy.Spec.Egress ?? []).SelectMany(rule => rule.To ?? []))
        .Where(peer => peer.NamespaceSelector is null)
        .Select(peer => peer.PodSelector)
        .Append(policy.Spec.PodSelector)
        .Select(selector => selector?.MatchLabels)
        .OfType<IDictionary<string, string>>();

    /// <summary>The labels that the operators put on the stores' pods.</summary>
    private static IEnumerable<IDictionary<string, string>> Stores(string overlay) =>
    [
        .. InfraFiles.ResourcesOf<RabbitmqCluster>(overlay).Select(broker => new Dictionary<string, string>
        {
            ["app.kubernetes.io/name"] = broker.Metadata!.Name, ["app.kubernetes.io/component"] = "rabbitmq", ["app.kubernetes.io/part-of"] = "rabbitmq",
        }),
        .. InfraFiles.ResourcesOf<RedisServer>(overlay).Select(ledger => new Dictionary<string, string>
        {
            ["app"] = ledger.Metadata!.Name, ["redis_setup_type"] = "standalone", ["role"] = "standalone",
        }),
    ];
}

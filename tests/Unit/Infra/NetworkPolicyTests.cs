using EmergentMisalignment.Unit.Infra.Resources;
using k8s.Models;

namespace EmergentMisalignment.Unit.Infra;

public class NetworkPolicyTests
{
    private const string Label = "emergent-misalignment/";

    private static readonly Dictionary<string, string> Anybody = [];

    public static TheoryData<string> Overlays { get; } = [.. Overlay.Names];

    public static TheoryData<string> Services { get; } = [.. InfraFiles.Pods.Where(pod => pod.Service is not null).Select(pod => pod.ToString())];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Everything_is_denied_that_is_not_allowed(string name)
    {
        var deny = Overlay.Of(name).All<V1NetworkPolicy>().Single(policy => policy.Metadata.Name == "default-deny").Spec;

        Assert.Empty(deny.PodSelector.MatchLabels ?? Anybody);
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
        Assert.Equal(pod.KnowsEndpoints || variables.Contains("HF_HOME"), pod.Labels.ContainsKey($"{Label}models"));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_label_that_asks_for_a_way_out_is_answered(string name)
    {
        var asked = Overlay.Of(name).Pods.SelectMany(pod => pod.Labels).Where(label => label.Key.StartsWith(Label, StringComparison.Ordinal)).Distinct();
        var ways = Overlay.Of(name).All<V1NetworkPolicy>().Select(policy => policy.Spec).Where(policy => policy.Egress is { Count: > 0 });

        Assert.Empty(asked.Except(ways.SelectMany(policy => policy.PodSelector.MatchLabels ?? Anybody)));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Selectors_select_something(string name)
    {
        var overlay = Overlay.Of(name);
        var pods = overlay.Pods.Select(pod => pod.Labels).Concat(Stores(overlay)).ToList();
        var selectors = overlay.All<V1NetworkPolicy>().SelectMany(policy => Selectors(policy.Spec));

        Assert.All(selectors, selector => Assert.Contains(pods, labels => selector.All(label => labels.Contains(label))));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Ports_are_open_where_they_lead(string name)
    {
        var pods = Overlay.Of(name).Pods;
        var ways = from policy in Overlay.Of(name).All<V1NetworkPolicy>()
                   from rule in policy.Spec.Egress ?? []
                   from peer in rule.To ?? []
                   where peer is { PodSelector: not null, NamespaceSelector: null } && pods.Any(pod => pod.Has(peer.PodSelector.MatchLabels))
                   from port in rule.Ports
                   select (peer.PodSelector.MatchLabels, Port: port.Port.Value);

        Assert.All(ways, way => Assert.Contains(
            pods.Where(pod => pod.Has(way.MatchLabels)).SelectMany(pod => pod.Main.Ports),
            port => $"{port.ContainerPort}" == way.Port));
    }

    private static IEnumerable<IDictionary<string, string>> Selectors(V1NetworkPolicySpec policy)
    {
        var peers = (policy.Ingress ?? []).SelectMany(rule => rule.FromProperty ?? []).Concat((policy.Egress ?? []).SelectMany(rule => rule.To ?? []));
        return peers.Where(peer => peer.NamespaceSelector is null)
            .Select(peer => peer.PodSelector?.MatchLabels)
            .Append(policy.PodSelector.MatchLabels)
            .OfType<IDictionary<string, string>>();
    }

    /// <summary>The labels that the operators put on the stores' pods.</summary>
    private static IEnumerable<IDictionary<string, string>> Stores(Overlay overlay) =>
    [
        .. overlay.All<RabbitmqCluster>().Select(broker => new Dictionary<string, string>
        {
            ["app.kubernetes.io/name"] = broker.Metadata!.Name, ["app.kubernetes.io/component"] = "rabbitmq", ["app.kubernetes.io/part-of"] = "rabbitmq",
        }),
        .. overlay.All<RedisServer>().Select(ledger => new Dictionary<string, string>
        {
            ["app"] = ledger.Metadata!.Name, ["redis_setup_type"] = "standalone", ["role"] = "standalone",
        }),
    ];
}

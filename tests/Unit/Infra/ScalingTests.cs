using System.Globalization;
using EmergentMisalignment.Contracts;
using EmergentMisalignment.Coordinator;
using EmergentMisalignment.Unit.Infra.Resources;
using k8s.Models;

namespace EmergentMisalignment.Unit.Infra;

public class ScalingTests
{
    public static TheoryData<string> Overlays { get; } = [.. Overlay.Names];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Every_pool_is_scaled_and_nothing_else(string name)
    {
        var pools = Pools(name).ToList();
        var scaled = Overlay.Of(name).All<ScaledObject>().Select(scaled => scaled.Spec!.ScaleTargetRef!.Name);

        Assert.NotEmpty(pools);
        Assert.Equal(pools.Select(pool => pool.Name).Order(), scaled.Order());
        Assert.All(pools, pool => Assert.False(pool.HasReplicas));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_pool_follows_the_queue_that_it_consumes(string name) => Assert.All(Scaled(name), item =>
    {
        var trigger = Assert.Single(item.Spec.Triggers);
        Assert.Equal("rabbitmq", trigger.Type);
        Assert.Equal(QueueNames.Sampling(item.Pool.Value("SamplingWorker__Pool")!), trigger.Metadata["queueName"]);
        Assert.Equal("QueueLength", trigger.Metadata["mode"]);
    });

    /// <summary>Over amqp, or without the unacknowledged, a busy pool looks idle and is scaled away under its work.</summary>
    [Theory]
    [MemberData(nameof(Overlays))]
    public void What_workers_hold_counts_too(string name) => Assert.All(Scaled(name), item =>
    {
        var settings = item.Spec.Triggers[0].Metadata;
        Assert.Equal("http", settings["protocol"]);
        Assert.Equal("false", settings["excludeUnacknowledged"]);
        Assert.Equal($"http://messaging.{Overlay.Of(name).Kustomization.Namespace}.svc:15672", settings["host"]);
    });

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_pool_can_be_empty_and_shrinks_by_one_pod_a_window(string name) => Assert.All(Scaled(name), item =>
    {
        Assert.Equal(0, item.Spec.MinReplicaCount);
        var down = item.Spec.Advanced!.HorizontalPodAutoscalerConfig!.Behavior!.ScaleDown;
        var policy = Assert.Single(down.Policies);
        Assert.True(policy is { Type: "Pods", Value: 1 });
        Assert.True(policy.PeriodSeconds >= 60);
        Assert.True(down.StabilizationWindowSeconds >= policy.PeriodSeconds);
    });

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_pool_is_no_larger_than_its_queue_can_feed(string name) => Assert.All(Scaled(name), item =>
    {
        var perPod = Number(item.Spec.Triggers[0].Metadata["value"]);

        Assert.True(perPod >= Number(item.Pool.Value("SamplingWorker__Shards")!), "A pod would be started with nothing to take.");
        Assert.True(perPod * item.Spec.MaxReplicaCount <= new CoordinatorOptions().ShardsInFlight, "The Coordinator never asks for so many shards at once.");
    });

    [Theory]
    [MemberData(nameof(Overlays))]
    public void What_a_trigger_signs_in_with_is_there(string name) => Assert.All(Scaled(name), item =>
    {
        var wanted = item.Spec.Triggers[0].AuthenticationRef!.Name;
        var targets = Overlay.Of(name).All<TriggerAuthentication>().Single(authentication => authentication.Metadata!.Name == wanted).Spec!.SecretTargetRef;
        var broker = Assert.Single(Overlay.Of(name).All<RabbitmqCluster>());

        Assert.Equal(["password", "username"], targets.Select(target => target.Parameter).Order());
        Assert.All(targets, target => Assert.Equal($"{broker.Metadata!.Name}-default-user", target.Name));
    });

    [Fact]
    public void A_new_trainer_image_leaves_running_jobs_alone()
    {
        var trainer = Assert.Single(InfraFiles.All<ScaledJob>());

        Assert.Equal("gradual", trainer.Spec!.Rollout!.Strategy);
        Assert.Equal(0, trainer.Spec.JobTargetRef!.BackoffLimit);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_disruption_budget_never_blocks_a_drain(string name) => Assert.All(Overlay.Of(name).All<V1PodDisruptionBudget>(), budget =>
    {
        Assert.Contains(Overlay.Of(name).Pods, pod => pod.Has(budget.Spec.Selector.MatchLabels));
        Assert.Equal("1", budget.Spec.MaxUnavailable.Value);
    });

    private static IEnumerable<Pod> Pools(string name) => Overlay.Of(name).Pods.Where(pod => pod.Service == "sampling");

    private static List<(ScaledObject.ScaledObjectSpec Spec, Pod Pool)> Scaled(string name) =>
    [
        .. from scaled in Overlay.Of(name).All<ScaledObject>()
           join pool in Pools(name) on scaled.Spec!.ScaleTargetRef!.Name equals pool.Name
           select (scaled.Spec, pool),
    ];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

using System.Globalization;
using EmergentMisalignment.Contracts;
using EmergentMisalignment.Coordinator;
using EmergentMisalignment.Unit.Infra.Resources;
using k8s.Models;

namespace EmergentMisalignment.Unit.Infra;

public class ScalingTests
{
    public static TheoryData<string> Overlays { get; } = [.. InfraFiles.Overlays];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Every_pool_is_scaled_and_nothing_else(string overlay)
    {
        var pools = Pools(overlay);

        Assert.NotEmpty(pools);
        Assert.Equal(pools.Select(pool => pool.Name).Order(), InfraFiles.ResourcesOf<ScaledObject>(overlay).Select(scaled => scaled.Spec!.ScaleTargetRef!.Name).Order());
        Assert.All(pools, pool => Assert.False(pool.HasReplicas));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_pool_follows_the_queue_that_it_consumes(string overlay) => Assert.All(Scaled(overlay), item =>
    {
        var trigger = Assert.Single(item.Scaled.Spec!.Triggers);
        Assert.Equal("rabbitmq", trigger.Type);
        Assert.Equal(QueueNames.Sampling(item.Pool.Value("SamplingWorker__Pool")!), trigger.Metadata["queueName"]);
        Assert.Equal("QueueLength", trigger.Metadata["mode"]);
    });

    /// <summary>Over amqp, or without the unacknowledged, a busy pool looks idle and is scaled away under its work.</summary>
    [Theory]
    [MemberData(nameof(Overlays))]
    public void What_workers_hold_counts_too(string overlay) => Assert.All(Scaled(overlay), item =>
    {
        var settings = item.Scaled.Spec!.Triggers[0].Metadata;
        Assert.Equal("http", settings["protocol"]);
        Assert.Equal("false", settings["excludeUnacknowledged"]);
        Assert.Equal($"http://messaging.{InfraFiles.Kustomizations[overlay].Namespace}.svc:15672", settings["host"]);
    });

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_pool_can_be_empty_and_shrinks_by_one_pod_a_window(string overlay) => Assert.All(Scaled(overlay), item =>
    {
        Assert.Equal(0, item.Scaled.Spec!.MinReplicaCount);
        var down = item.Scaled.Spec.Advanced!.HorizontalPodAutoscalerConfig!.Behavior!.ScaleDown;
        var policy = Assert.Single(down.Policies);
        Assert.True(policy is { Type: "Pods", Value: 1 });
        Assert.True(policy.PeriodSeconds >= 60);
        Assert.True(down.StabilizationWindowSeconds >= policy.PeriodSeconds);
    });

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_pool_is_no_larger_than_its_queue_can_feed(string overlay) => Assert.All(Scaled(overlay), item =>
    {
        var perPod = int.Parse(item.Scaled.Spec!.Triggers[0].Metadata["value"], CultureInfo.InvariantCulture);

        Assert.True(perPod >= int.Parse(item.Pool.Value("SamplingWorker__Shards")!, CultureInfo.InvariantCulture), "A pod would be started with nothing to take.");
        Assert.True(perPod * item.Scaled.Spec.MaxReplicaCount <= new CoordinatorOptions().ShardsInFlight, "The Coordinator never asks for that many shards at once.");
    });

    [Theory]
    [MemberData(nameof(Overlays))]
    public void What_a_trigger_signs_in_with_is_there(string overlay) => Assert.All(Scaled(overlay), item =>
    {
        var name = item.Scaled.Spec!.Triggers[0].AuthenticationRef!.Name;
        var authentication = Assert.Single(InfraFiles.ResourcesOf<TriggerAuthentication>(overlay), authentication => authentication.Metadata!.Name == name);

        Assert.Equal(["password", "username"], authentication.Spec!.SecretTargetRef.Select(target => target.Parameter).Order());
        Assert.All(authentication.Spec.SecretTargetRef, target => Assert.Equal($"{Assert.Single(InfraFiles.ResourcesOf<RabbitmqCluster>(overlay)).Metadata!.Name}-default-user", target.Name));
    });

    [Fact]
    public void A_new_trainer_image_leaves_running_jobs_alone()
    {
        var trainer = Assert.Single(InfraFiles.Manifests.Select(manifest => manifest.Resource).OfType<ScaledJob>());

        Assert.Equal("gradual", trainer.Spec!.Rollout!.Strategy);
        Assert.Equal(0, trainer.Spec.JobTargetRef!.BackoffLimit);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_disruption_budget_never_blocks_a_drain(string overlay) => Assert.All(InfraFiles.ResourcesOf<V1PodDisruptionBudget>(overlay), budget =>
    {
        Assert.Contains(InfraFiles.PodsOf(overlay), pod => budget.Spec.Selector.MatchLabels.All(label => pod.Labels.Contains(label)));
        Assert.Equal("1", budget.Spec.MaxUnavailable.Value);
    });

    private static List<Pod> Pools(string overlay) => [.. InfraFiles.PodsOf(overlay).Where(pod => pod.Service == "sampling")];

    private static List<(ScaledObject Scaled, Pod Pool)> Scaled(string overlay) =>
        [.. InfraFiles.ResourcesOf<ScaledObject>(overlay).Select(scaled => (scaled, Pools(overlay).Single(pool => pool.Name == scaled.Spec!.ScaleTargetRef!.Name)))];
}

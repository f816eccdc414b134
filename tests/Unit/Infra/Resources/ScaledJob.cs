using k8s.Models;

namespace EmergentMisalignment.Unit.Infra.Resources;

/// <summary>KEDA's ScaledJob, as far as the manifests use it; another field is refused.</summary>
internal sealed class ScaledJob
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta? Metadata { get; init; }

    public ScaledJobSpec? Spec { get; init; }

    public sealed class ScaledJobSpec
    {
        public V1JobSpec? JobTargetRef { get; init; }

        public int PollingInterval { get; init; }

        public int? MinReplicaCount { get; init; }

        public int MaxReplicaCount { get; init; }

        public int SuccessfulJobsHistoryLimit { get; init; }

        public int FailedJobsHistoryLimit { get; init; }

        public NamedStrategy? Rollout { get; init; }

        public NamedStrategy? ScalingStrategy { get; init; }

        public IList<ScaleTrigger> Triggers { get; init; } = [];
    }

    public sealed class NamedStrategy
    {
        public string? Strategy { get; init; }
    }
}

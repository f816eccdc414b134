using k8s.Models;

namespace EmergentMisalignment.Unit.Infra.Resources;

/// <summary>KEDA's ScaledObject, as far as the manifests use it; another field is refused.</summary>
internal sealed class ScaledObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta? Metadata { get; init; }

    public ScaledObjectSpec? Spec { get; init; }

    public sealed class ScaledObjectSpec
    {
        public ScaleTarget? ScaleTargetRef { get; init; }

        public int PollingInterval { get; init; }

        public int? MinReplicaCount { get; init; }

        public int MaxReplicaCount { get; init; }

        public int CooldownPeriod { get; init; }

        public AdvancedSettings? Advanced { get; init; }

        public IList<ScaleTrigger> Triggers { get; init; } = [];
    }

    public sealed class ScaleTarget
    {
        public string? Name { get; init; }
    }

    public sealed class AdvancedSettings
    {
        public AutoscalerSettings? HorizontalPodAutoscalerConfig { get; init; }
    }

    public sealed class AutoscalerSettings
    {
        public V2HorizontalPodAutoscalerBehavior? Behavior { get; init; }
    }
}

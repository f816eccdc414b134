using k8s.Models;

namespace EmergentMisalignment.Unit.Infra.Resources;

/// <summary>The cluster operator's RabbitmqCluster, as far as the manifests use it; another field is refused.</summary>
internal sealed class RabbitmqCluster
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta? Metadata { get; init; }

    public RabbitmqClusterSpec? Spec { get; init; }

    public sealed class RabbitmqClusterSpec
    {
        public int Replicas { get; init; }

        public string? Image { get; init; }

        public PersistenceSettings? Persistence { get; init; }

        public V1ResourceRequirements? Resources { get; init; }

        public RabbitmqSettings? Rabbitmq { get; init; }
    }

    public sealed class PersistenceSettings
    {
        public string? Storage { get; init; }
    }

    public sealed class RabbitmqSettings
    {
        public string? AdditionalConfig { get; init; }
    }
}

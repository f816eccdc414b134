using k8s.Models;

namespace EmergentMisalignment.Unit.Infra.Resources;

/// <summary>The Redis operator's Redis, as far as the manifests use it; another field is refused.</summary>
internal sealed class RedisServer
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta? Metadata { get; init; }

    public RedisSpec? Spec { get; init; }

    public sealed class RedisSpec
    {
        public KubernetesSettings? KubernetesConfig { get; init; }

        public RedisSettings? RedisConfig { get; init; }

        public StorageSettings? Storage { get; init; }

        public V1PodSecurityContext? PodSecurityContext { get; init; }

        public V1SecurityContext? SecurityContext { get; init; }
    }

    public sealed class KubernetesSettings
    {
        public string? Image { get; init; }

        public string? ImagePullPolicy { get; init; }

        public SecretKey? RedisSecret { get; init; }

        public V1ResourceRequirements? Resources { get; init; }
    }

    public sealed class SecretKey
    {
        public string? Name { get; init; }

        public string? Key { get; init; }
    }

    public sealed class RedisSettings
    {
        public string? AdditionalRedisConfig { get; init; }

        public int MaxMemoryPercentOfLimit { get; init; }
    }

    public sealed class StorageSettings
    {
        public V1PersistentVolumeClaimTemplate? VolumeClaimTemplate { get; init; }
    }
}

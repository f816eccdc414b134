using k8s.Models;

namespace EmergentMisalignment.Unit.Infra.Resources;

/// <summary>KEDA's TriggerAuthentication, as far as the manifests use it; another field is refused.</summary>
internal sealed class TriggerAuthentication
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta? Metadata { get; init; }

    public TriggerAuthenticationSpec? Spec { get; init; }

    public sealed class TriggerAuthenticationSpec
    {
        public IList<SecretTarget> SecretTargetRef { get; init; } = [];
    }

    public sealed class SecretTarget
    {
        public string? Parameter { get; init; }

        public string? Name { get; init; }

        public string? Key { get; init; }
    }
}

using k8s.Models;

namespace EmergentMisalignment.Unit.Infra.Resources;

/// <summary>The Prometheus operator's ServiceMonitor, as far as the manifests use it; another field is refused.</summary>
internal sealed class ServiceMonitor
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public V1ObjectMeta? Metadata { get; init; }

    public ServiceMonitorSpec? Spec { get; init; }

    public sealed class ServiceMonitorSpec
    {
        public V1LabelSelector? Selector { get; init; }

        public IList<MonitoredPort> Endpoints { get; init; } = [];
    }

    public sealed class MonitoredPort
    {
        public string? Port { get; init; }

        public string? Interval { get; init; }

        public string? Path { get; init; }

        public bool HonorLabels { get; init; }

        public IDictionary<string, IList<string>>? Params { get; init; }
    }
}

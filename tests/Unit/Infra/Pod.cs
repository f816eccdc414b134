using k8s.Models;

namespace EmergentMisalignment.Unit.Infra;

/// <summary>A pod that some manifest starts.</summary>
internal sealed record Pod(string File, string Name, bool HasReplicas, IDictionary<string, string> Labels, V1PodSpec Spec)
{
    private const string OwnImages = "emergent-misalignment/";

    public IEnumerable<V1Container> AllContainers => Spec.Containers.Concat(Spec.InitContainers ?? []);

    public V1Container Main => Spec.Containers[0];

    /// <summary>What of this repository it runs, such as <c>judges</c>; null for other people's images.</summary>
    public string? Service => Main.Image.StartsWith(OwnImages, StringComparison.Ordinal) ? Main.Image[OwnImages.Length..Main.Image.IndexOf(':', StringComparison.Ordinal)] : null;

    public string? Value(string variable) => Main.Env.SingleOrDefault(entry => entry.Name == variable)?.Value;

    public override string ToString() => $"{Name} ({File})";
}

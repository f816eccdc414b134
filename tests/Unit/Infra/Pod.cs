using EmergentMisalignment.Unit.Infra.Resources;
using k8s.Models;

namespace EmergentMisalignment.Unit.Infra;

/// <summary>A pod that some manifest starts.</summary>
internal sealed record Pod(string File, string Name, bool HasReplicas, IDictionary<string, string> Labels, V1PodSpec Spec)
{
    private const string OwnImages = "emergent-misalignment/";

    public V1Container Main => Spec.Containers[0];

    public IEnumerable<V1Container> AllContainers => Spec.Containers.Concat(Spec.InitContainers ?? []);

    public IEnumerable<V1EnvVar> AllVariables => AllContainers.SelectMany(container => container.Env ?? []);

    public IEnumerable<V1EnvFromSource> AllSources => AllContainers.SelectMany(container => container.EnvFrom ?? []);

    /// <summary>The ConfigMaps that it names, those it can do without among them.</summary>
    public IEnumerable<string> ConfigMaps => AllSources.Select(source => source.ConfigMapRef?.Name).Concat(Spec.Volumes.Select(volume => volume.ConfigMap?.Name)).OfType<string>();

    /// <summary>What of this repository it runs, such as <c>judges</c>; null for other people's images.</summary>
    public string? Service => Main.Image.StartsWith(OwnImages, StringComparison.Ordinal) ? Main.Image[OwnImages.Length..].Split(':')[0] : null;

    /// <summary>Whether it knows the endpoints that models are asked at.</summary>
    public bool KnowsEndpoints => AllSources.Any(source => source.ConfigMapRef?.Name == "endpoints");

    public static IEnumerable<Pod> In(Manifest manifest) => manifest.Resource switch
    {
        V1Deployment { Spec: var spec } deployment =>
            [new(manifest.File, deployment.Metadata.Name, spec.Replicas is not null, spec.Template.Metadata.Labels, spec.Template.Spec)],
        ScaledJob { Spec.JobTargetRef.Template: { } template } job =>
            [new(manifest.File, job.Metadata!.Name, HasReplicas: false, template.Metadata.Labels, template.Spec)],
        _ => [],
    };

    public string? Value(string variable) => Main.Env.SingleOrDefault(entry => entry.Name == variable)?.Value;

    /// <summary>Whether a selector of these labels selects it.</summary>
    public bool Has(IDictionary<string, string> labels) => labels.All(label => Labels.Contains(label));

    public override string ToString() => $"{Name} ({File})";
}

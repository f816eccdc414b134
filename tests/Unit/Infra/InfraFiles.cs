using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Infra.Resources;
using k8s;
using k8s.Models;

namespace EmergentMisalignment.Unit.Infra;

/// <summary>The manifests below <c>infra/kubernetes</c>, read strictly and once.</summary>
internal static class InfraFiles
{
    public const string KustomizationFile = "kustomization.yaml";

    public static string Root { get; } = Repository.PathOf("infra", "kubernetes");

    /// <summary>Kinds that Kubernetes does not bring. The client's models cover the others.</summary>
    public static IDictionary<string, Type> CustomKinds { get; } = new Dictionary<string, Type>
    {
        ["keda.sh/v1alpha1/ScaledObject"] = typeof(ScaledObject),
        ["keda.sh/v1alpha1/ScaledJob"] = typeof(ScaledJob),
        ["keda.sh/v1alpha1/TriggerAuthentication"] = typeof(TriggerAuthentication),
        ["rabbitmq.com/v1beta1/RabbitmqCluster"] = typeof(RabbitmqCluster),
        ["redis.redis.opstreelabs.in/v1beta2/Redis"] = typeof(RedisServer),
        ["monitoring.coreos.com/v1/ServiceMonitor"] = typeof(ServiceMonitor),
    };

    public static IReadOnlyDictionary<string, Kustomization> Kustomizations { get; } = Directory.EnumerateFiles(Root, KustomizationFile, SearchOption.AllDirectories)
        .ToDictionary(file => Below(Path.GetDirectoryName(file)!), file => KubernetesYaml.Deserialize<Kustomization>(File.ReadAllText(file), strict: true));

    public static IReadOnlyList<string> Overlays { get; } = [.. Kustomizations.Keys.Where(folder => folder.StartsWith("overlays/", StringComparison.Ordinal)).Order()];

    /// <summary>Every file that a kustomization lists as a resource.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Kustomizations.Keys.SelectMany(OwnFiles).Order()];

    public static IReadOnlyList<Manifest> Manifests { get; } = [.. Files.SelectMany(file => Load(Text(file)).Select(resource => new Manifest(file, resource)))];

    public static IReadOnlyList<Pod> Pods { get; } = [.. Manifests.SelectMany(PodsIn)];

    public static IList<object> Load(string yaml) => KubernetesYaml.LoadAllFromString(yaml, CustomKinds, strict: true);

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>The files that a kustomization puts together, those of its bases and components included.</summary>
    public static IEnumerable<string> FilesOf(string folder) => Tree(folder).SelectMany(OwnFiles);

    public static IEnumerable<T> ResourcesOf<T>(string folder) => Manifests.Where(manifest => FilesOf(folder).Contains(manifest.File)).Select(manifest => manifest.Resource).OfType<T>();

    public static IReadOnlyList<Pod> PodsOf(string folder) => [.. Pods.Where(pod => FilesOf(folder).Contains(pod.File))];

    public static IEnumerable<(string Folder, Kustomization.Generator Generator)> GeneratorsOf(string folder) =>
        Tree(folder).SelectMany(part => Kustomizations[part].ConfigMapGenerator.Select(generator => (part, generator)));

    /// <summary>What a generated ConfigMap holds in an overlay, where it is made of variables.</summary>
    public static IReadOnlyDictionary<string, string> Variables(string overlay, string name) => GeneratorsOf(overlay)
        .Where(made => made.Generator.Name == name)
        .SelectMany(made => made.Generator.Envs.SelectMany(file => Text($"{made.Folder}/{file}").Split('\n')).Concat(made.Generator.Literals))
        .Where(line => line.Length > 0 && line[0] != '#')
        .ToDictionary(line => line[..line.IndexOf('=', StringComparison.Ordinal)], line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    public static string Below(string path) => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/');

    public static IEnumerable<string> Folders(string folder) =>
        Kustomizations[folder].Resources.Concat(Kustomizations[folder].Components).Where(entry => !IsFile(entry)).Select(entry => Below(Path.GetFullPath(Path.Combine(Root, folder, entry))));

    private static IEnumerable<string> Tree(string folder) => Folders(folder).SelectMany(Tree).Prepend(folder);

    private static IEnumerable<string> OwnFiles(string folder) => Kustomizations[folder].Resources.Where(IsFile).Select(file => $"{folder}/{file}");

    private static bool IsFile(string entry) => entry.EndsWith(".yaml", StringComparison.Ordinal);

    private static IEnumerable<Pod> PodsIn(Manifest manifest) => manifest.Resource switch
    {
        V1Deployment deployment => [new(manifest.File, deployment.Metadata.Name, deployment.Spec.Replicas is not null, deployment.Spec.Template.Metadata.Labels, deployment.Spec.Template.Spec)],
        ScaledJob { Spec.JobTargetRef.Template: { } template } job => [new(manifest.File, job.Metadata!.Name, HasReplicas: false, template.Metadata.Labels, template.Spec)],
        _ => [],
    };
}

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

    public static IReadOnlyDictionary<string, Kustomization> Kustomizations { get; } =
        Directory.EnumerateFiles(Root, KustomizationFile, SearchOption.AllDirectories).ToDictionary(
            file => Below(Path.GetDirectoryName(file)!),
            file => KubernetesYaml.Deserialize<Kustomization>(File.ReadAllText(file), strict: true));

    /// <summary>Every file that a kustomization lists as a resource.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Kustomizations.Keys.SelectMany(FilesIn).Order()];

    public static IReadOnlyList<Manifest> Manifests { get; } =
        [.. Files.SelectMany(file => Load(Text(file)).Select(resource => new Manifest(file, resource)))];

    public static IReadOnlyList<Pod> Pods { get; } = [.. Manifests.SelectMany(manifest => Pod.In(manifest))];

    public static IEnumerable<T> All<T>() => Manifests.Select(manifest => manifest.Resource).OfType<T>();

    public static IList<object> Load(string yaml) => KubernetesYaml.LoadAllFromString(yaml, CustomKinds, strict: true);

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>A path as the kustomizations are known by.</summary>
    public static string Below(string path) => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The files that a folder's kustomization lists itself.</summary>
    public static IEnumerable<string> FilesIn(string folder) => Kustomizations[folder].Resources.Where(IsFile).Select(file => $"{folder}/{file}");

    /// <summary>The folders that a folder's kustomization builds on.</summary>
    public static IEnumerable<string> FoldersIn(string folder) => Kustomizations[folder].Resources.Concat(Kustomizations[folder].Components)
        .Where(entry => !IsFile(entry))
        .Select(entry => Below(Path.GetFullPath(Path.Combine(Root, folder, entry))));

    public static string NameOf(object resource) => ((V1ObjectMeta)resource.GetType().GetProperty("Metadata")!.GetValue(resource)!).Name;

    private static bool IsFile(string entry) => entry.EndsWith(".yaml", StringComparison.Ordinal);
}

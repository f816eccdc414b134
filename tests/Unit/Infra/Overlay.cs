using EmergentMisalignment.Unit.Infra.Resources;

namespace EmergentMisalignment.Unit.Infra;

/// <summary>What a kustomization puts together, its bases and components included, patches aside.</summary>
internal sealed class Overlay
{
    private readonly HashSet<string> _files;

    private Overlay(string folder)
    {
        Folder = folder;
        var tree = Tree(folder).ToList();
        _files = [.. tree.SelectMany(InfraFiles.FilesIn)];
        Generators = [.. tree.SelectMany(part => InfraFiles.Kustomizations[part].ConfigMapGenerator.Select(generator => (part, generator)))];
        Pods = [.. InfraFiles.Pods.Where(pod => _files.Contains(pod.File))];
    }

    /// <summary>The names of the overlays, for theories.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. InfraFiles.Kustomizations.Keys.Where(folder => folder.StartsWith("overlays/", StringComparison.Ordinal)).Order()];

    public string Folder { get; }

    public Kustomization Kustomization => InfraFiles.Kustomizations[Folder];

    public IReadOnlyList<Pod> Pods { get; }

    /// <summary>The ConfigMaps that are generated, each with the folder that its files are in.</summary>
    public IReadOnlyList<(string Folder, Kustomization.Generator Generator)> Generators { get; }

    public static Overlay Of(string folder) => new(folder);

    public IReadOnlyList<T> All<T>() =>
        [.. InfraFiles.Manifests.Where(manifest => _files.Contains(manifest.File)).Select(manifest => manifest.Resource).OfType<T>()];

    /// <summary>What a generated ConfigMap holds, where it is made of variables.</summary>
    public IReadOnlyDictionary<string, string> Variables(string name) => Generators
        .Where(made => made.Generator.Name == name)
        .SelectMany(made => made.Generator.Envs.SelectMany(file => InfraFiles.Text($"{made.Folder}/{file}").Split('\n')).Concat(made.Generator.Literals))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('=', 2))
        .ToDictionary(parts => parts[0], parts => parts[1]);

    private static IEnumerable<string> Tree(string folder) => InfraFiles.FoldersIn(folder).SelectMany(Tree).Prepend(folder);
}

using System.Diagnostics;

namespace EmergentMisalignment.Unit.Infra;

public class KustomizationTests
{
    public static TheoryData<string> Folders { get; } = [.. InfraFiles.Kustomizations.Keys];

    public static TheoryData<string> Overlays { get; } = [.. Overlay.Names];

    [Theory]
    [MemberData(nameof(Folders))]
    public void It_names_every_file_beside_it_and_no_other(string folder)
    {
        var kustomization = InfraFiles.Kustomizations[folder];
        var named = kustomization.Resources.Where(entry => entry.EndsWith(".yaml", StringComparison.Ordinal))
            .Concat(kustomization.Patches.Select(patch => patch.Path!))
            .Concat(kustomization.Configurations)
            .Concat(kustomization.ConfigMapGenerator.SelectMany(generator => generator.Envs.Concat(generator.Files)));
        var files = Directory.EnumerateFiles(Path.Combine(InfraFiles.Root, folder)).Select(file => Path.GetFileName(file));

        Assert.Equal(files.Order(), named.Append(InfraFiles.KustomizationFile).Order());
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_folders_it_builds_on_are_kustomizations(string folder) =>
        Assert.All(InfraFiles.FoldersIn(folder), below => Assert.Contains(below, InfraFiles.Kustomizations.Keys));

    [Fact]
    public void There_is_no_folder_without_one()
    {
        var files = Directory.EnumerateFiles(InfraFiles.Root, "*", SearchOption.AllDirectories);
        var folders = files.Select(file => InfraFiles.Below(Path.GetDirectoryName(file)!)).Distinct();

        Assert.Equal(folders.Order(), InfraFiles.Kustomizations.Keys.Order());
    }

    /// <summary>
    /// By kustomize itself, inside kubectl, where that is installed: patches apply, names are resolved, and what comes out still has known fields only.
    /// </summary>
    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Kustomize_builds_it(string name)
    {
        var overlay = Overlay.Of(name);
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        var kubectl = path.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "kubectl")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(kubectl is null, "There is no kubectl on PATH to build with.");

        string[] arguments = ["kustomize", Path.Combine(InfraFiles.Root, name)];
        using var build = Process.Start(new ProcessStartInfo(kubectl, arguments) { RedirectStandardOutput = true })!;
        var yaml = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();

        Assert.Equal(0, build.ExitCode);
        var generated = overlay.Generators.Select(made => made.Generator.Name).Distinct().Count();
        var built = InfraFiles.Load(yaml);
        Assert.Equal(overlay.All<object>().Count + generated, built.Count);

        // Kustomize names generated maps by their content: a reference that it has not rewritten leads nowhere.
        var generators = overlay.Generators.Where(made => made.Generator.Options is not { DisableNameSuffixHash: true }).Select(made => made.Generator.Name!).ToHashSet();
        var pods = built.SelectMany(resource => Pod.In(new Manifest(name, resource))).ToList();
        Assert.Equal(overlay.Pods.Count, pods.Count);
        Assert.All(pods, pod => Assert.DoesNotContain(pod.ConfigMaps, generators.Contains));
    }
}

using System.Diagnostics;

namespace EmergentMisalignment.Unit.Infra;

public class KustomizationTests
{
    public static TheoryData<string> Folders { get; } = [.. InfraFiles.Kustomizations.Keys];

    public static TheoryData<string> Overlays { get; } = [.. InfraFiles.Overlays];

    [Theory]
    [MemberData(nameof(Folders))]
    public void It_names_every_file_beside_it_and_no_other(string folder)
    {
        var kustomization = InfraFiles.Kustomizations[folder];
        var named = kustomization.Resources.Where(entry => entry.EndsWith(".yaml", StringComparison.Ordinal))
            .Concat(kustomization.Patches.Select(patch => patch.Path!))
            .Concat(kustomization.ConfigMapGenerator.SelectMany(generator => generator.Envs.Concat(generator.Files)));
        var files = Directory.EnumerateFiles(Path.Combine(InfraFiles.Root, folder)).Select(file => Path.GetFileName(file)).Where(file => file != InfraFiles.KustomizationFile);

        Assert.Equal(files.Order(), named.Order());
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_folders_it_builds_on_are_kustomizations(string folder) => Assert.All(InfraFiles.Folders(folder), below => Assert.Contains(below, InfraFiles.Kustomizations.Keys));

    [Fact]
    public void There_is_no_folder_without_one() =>
        Assert.Equal(
            Directory.EnumerateFiles(InfraFiles.Root, "*", SearchOption.AllDirectories).Select(file => InfraFiles.Below(Path.GetDirectoryName(file)!)).Distinct().Order(),
            InfraFiles.Kustomizations.Keys.Order());

    /// <summary>By kustomize itself, inside kubectl, where that is installed: the patches apply, names are resolved, and what comes out still has known fields only.</summary>
    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Kustomize_builds_it(string overlay)
    {
        var kubectl = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "kubectl")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(kubectl is null, "There is no kubectl on PATH to build with.");

        using var build = Process.Start(new ProcessStartInfo(kubectl, ["kustomize", Path.Combine(InfraFiles.Root, overlay)]) { RedirectStandardOutput = true })!;
        var yaml = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();

        Assert.Equal(0, build.ExitCode);
        var generated = InfraFiles.GeneratorsOf(overlay).Select(made => made.Generator.Name).Distinct().Count();
        Assert.Equal(InfraFiles.ResourcesOf<object>(overlay).Count() + generated, InfraFiles.Load(yaml).Count);
    }
}

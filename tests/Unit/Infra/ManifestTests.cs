using System.Text.RegularExpressions;
using EmergentMisalignment.Unit.Experiments;
using k8s.Models;
using YamlDotNet.Core;

namespace EmergentMisalignment.Unit.Infra;

public partial class ManifestTests
{
    public static TheoryData<string> Files { get; } = [.. InfraFiles.Files];

    public static TheoryData<string> Overlays { get; } = [.. Overlay.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void It_has_only_fields_that_its_kind_has(string file) => Assert.NotEmpty(InfraFiles.Load(InfraFiles.Text(file)));

    [Theory]
    [MemberData(nameof(Overlays))]
    public void So_have_the_patches(string name) => Assert.All(
        Overlay.Of(name).Kustomization.Patches,
        patch => Assert.NotEmpty(InfraFiles.Load(InfraFiles.Text($"{name}/{patch.Path}"))));

    [Theory]
    [InlineData("base/coordinator.yaml", "readOnlyRootFilesystem", "readonlyRootFilesystem")]
    [InlineData("base/coordinator.yaml", "terminationGracePeriodSeconds", "terminationGracePeriod")]
    [InlineData("overlays/miniature/scaling.yaml", "cooldownPeriod", "coolDownPeriod")]
    [InlineData("overlays/miniature/scaling.yaml", "stabilizationWindowSeconds", "stabilisationWindowSeconds")]
    [InlineData("stores/broker.yaml", "additionalConfig", "extraConfig")]
    public void A_misspelt_field_would_be_noticed(string file, string field, string misspelt)
    {
        var yaml = InfraFiles.Text(file).Replace($"{field}:", $"{misspelt}:", StringComparison.Ordinal);

        Assert.Throws<YamlException>(() => InfraFiles.Load(yaml));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Nothing_has_the_name_of_another_of_its_kind(string name)
    {
        var names = Overlay.Of(name).All<object>().Select(resource => (resource.GetType(), InfraFiles.NameOf(resource))).ToList();

        Assert.Equal(names.Distinct(), names);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void What_a_pod_refers_to_is_there(string name)
    {
        var overlay = Overlay.Of(name);
        var maps = overlay.All<V1ConfigMap>().Select(InfraFiles.NameOf).Concat(overlay.Generators.Select(made => made.Generator.Name!)).ToHashSet();
        var claims = overlay.All<V1PersistentVolumeClaim>().Select(InfraFiles.NameOf).ToHashSet();
        foreach (var pod in overlay.Pods)
        {
            var mounts = pod.AllContainers.SelectMany(container => container.VolumeMounts).Select(mount => mount.Name).Distinct();
            Assert.Equal(pod.Spec.Volumes.Select(volume => volume.Name).Order(), mounts.Order());

            var named = pod.AllSources.Select(source => source.ConfigMapRef?.Name)
                .Concat(pod.Spec.Volumes.Where(volume => volume.ConfigMap?.Optional is not true).Select(volume => volume.ConfigMap?.Name));
            Assert.Subset(maps, named.OfType<string>().ToHashSet());
            Assert.Subset(claims, pod.Spec.Volumes.Select(volume => volume.PersistentVolumeClaim?.ClaimName).OfType<string>().ToHashSet());
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_service_leads_to_a_port_of_a_pod(string name) => Assert.All(Overlay.Of(name).All<V1Service>(), service =>
    {
        var pod = Assert.Single(Overlay.Of(name).Pods, pod => pod.Has(service.Spec.Selector));
        Assert.All(service.Spec.Ports, port => Assert.Contains(pod.Main.Ports, open => open.Name == port.TargetPort.Value));
    });

    [Fact]
    public void The_README_says_how_every_Secret_comes_to_be()
    {
        var readme = File.ReadAllText(Repository.PathOf("infra", "README.md"));
        var secrets = InfraFiles.Pods.SelectMany(pod => pod.AllVariables.Select(entry => entry.ValueFrom?.SecretKeyRef?.Name)
            .Concat(pod.AllSources.Select(source => source.SecretRef?.Name))
            .Concat(pod.Spec.Volumes.Select(volume => volume.Secret?.SecretName))).OfType<string>().Distinct().ToList();

        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret => Assert.Contains($"`{secret}`", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Nowhere_is_the_value_of_a_secret()
    {
        Assert.DoesNotContain(InfraFiles.Manifests, manifest => manifest.Resource is V1Secret);
        Assert.All(
            Directory.EnumerateFiles(Repository.PathOf("infra"), "*", SearchOption.AllDirectories),
            file => Assert.DoesNotMatch(Credential(), File.ReadAllText(file)));
        Assert.All(
            InfraFiles.Pods.SelectMany(pod => pod.AllVariables).Where(entry => Secretive().IsMatch(entry.Name)),
            entry => Assert.True(entry is { Value: null, ValueFrom.SecretKeyRef: not null }, entry.Name));
    }

    /// <summary>A password in an address, a key as a variable, or what OpenAI's keys look like.</summary>
    [GeneratedRegex(@"://[^/\s:$]+:[^/\s@$]+@|^\w+__ApiKey=(?!"")\S|\bsk-\w{8}", RegexOptions.Multiline)]
    private static partial Regex Credential();

    [GeneratedRegex("ApiKey|ConnectionStrings|TOKEN|PASSWORD", RegexOptions.IgnoreCase)]
    private static partial Regex Secretive();
}

using System.Text.RegularExpressions;
using EmergentMisalignment.Unit.Experiments;
using k8s.Models;
using YamlDotNet.Core;

namespace EmergentMisalignment.Unit.Infra;

public partial class ManifestTests
{
    public static TheoryData<string> Files { get; } = [.. InfraFiles.Files];

    public static TheoryData<string> Overlays { get; } = [.. InfraFiles.Overlays];

    [Theory]
    [MemberData(nameof(Files))]
    public void It_has_only_fields_that_its_kind_has(string file) => Assert.NotEmpty(InfraFiles.Load(InfraFiles.Text(file)));

    [Theory]
    [MemberData(nameof(Overlays))]
    public void So_have_the_patches(string overlay) =>
        Assert.All(InfraFiles.Kustomizations[overlay].Patches, patch => Assert.NotEmpty(InfraFiles.Load(InfraFiles.Text($"{overlay}/{patch.Path}"))));

    [Theory]
    [InlineData("base/coordinator.yaml", "readOnlyRootFilesystem", "readonlyRootFilesystem")]
    [InlineData("base/coordinator.yaml", "terminationGracePeriodSeconds", "terminationGracePeriod")]
    [InlineData("overlays/miniature/scaling.yaml", "cooldownPeriod", "coolDownPeriod")]
    [InlineData("overlays/miniature/scaling.yaml", "stabilizationWindowSeconds", "stabilisationWindowSeconds")]
    [InlineData("stores/broker.yaml", "additionalConfig", "extraConfig")]
    public void A_misspelt_field_would_be_noticed(string file, string field, string misspelt) =>
        Assert.Throws<YamlException>(() => InfraFiles.Load(InfraFiles.Text(file).Replace($"{field}:", $"{misspelt}:", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Nothing_has_the_name_of_another_of_its_kind(string overlay)
    {
        var names = InfraFiles.ResourcesOf<object>(overlay).Select(NameOf).ToList();

        Assert.Equal(names.Distinct(), names);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void What_a_pod_refers_to_is_there(string overlay)
    {
        var maps = InfraFiles.ResourcesOf<V1ConfigMap>(overlay).Select(map => map.Metadata.Name).Concat(InfraFiles.GeneratorsOf(overlay).Select(made => made.Generator.Name!)).ToHashSet();
        var claims = InfraFiles.ResourcesOf<V1PersistentVolumeClaim>(overlay).Select(claim => claim.Metadata.Name).ToHashSet();
        foreach (var pod in InfraFiles.PodsOf(overlay))
        {
            var volumes = pod.Spec.Volumes.Select(volume => volume.Name).ToHashSet();
            Assert.All(pod.AllContainers.SelectMany(container => container.EnvFrom ?? []).Select(source => source.ConfigMapRef).OfType<V1ConfigMapEnvSource>(), source => Assert.Contains(source.Name, maps));
            Assert.All(pod.Spec.Volumes.Select(volume => volume.ConfigMap).OfType<V1ConfigMapVolumeSource>().Where(source => source.Optional is not true), source => Assert.Contains(source.Name, maps));
            Assert.All(pod.Spec.Volumes.Select(volume => volume.PersistentVolumeClaim).OfType<V1PersistentVolumeClaimVolumeSource>(), source => Assert.Contains(source.ClaimName, claims));
            Assert.Equal(volumes.Order(), pod.AllContainers.SelectMany(container => container.VolumeMounts).Select(mount => mount.Name).Distinct().Order());
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_service_leads_to_a_port_of_a_pod(string overlay) => Assert.All(InfraFiles.ResourcesOf<V1Service>(overlay), service =>
    {
        var pod = Assert.Single(InfraFiles.PodsOf(overlay), pod => service.Spec.Selector.All(label => pod.Labels.Contains(label)));
        Assert.All(service.Spec.Ports, port => Assert.Contains(pod.Main.Ports, open => open.Name == port.TargetPort.Value));
    });

    [Fact]
    public void The_README_says_how_every_Secret_comes_to_be()
    {
        var readme = File.ReadAllText(Repository.PathOf("infra", "README.md"));
        var secrets = InfraFiles.Pods.SelectMany(pod => pod.AllContainers).SelectMany(container => container.Env ?? []).Select(entry => entry.ValueFrom?.SecretKeyRef?.Name)
            .Concat(InfraFiles.Pods.SelectMany(pod => pod.AllContainers).SelectMany(container => container.EnvFrom ?? []).Select(source => source.SecretRef?.Name))
            .Concat(InfraFiles.Pods.SelectMany(pod => pod.Spec.Volumes).Select(volume => volume.Secret?.SecretName))
            .OfType<string>().Distinct().ToList();

        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret => Assert.Contains($"`{secret}`", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Nowhere_is_the_value_of_a_secret()
    {
        Assert.DoesNotContain(InfraFiles.Manifests, manifest => manifest.Resource is V1Secret);
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("infra"), "*", SearchOption.AllDirectories))
            Assert.DoesNotMatch(Credential(), File.ReadAllText(file));
        Assert.All(
            InfraFiles.Pods.SelectMany(pod => pod.AllContainers).SelectMany(container => container.Env ?? []).Where(entry => Secretive().IsMatch(entry.Name)),
            entry => Assert.True(entry is { Value: null, ValueFrom.SecretKeyRef: not null }, entry.Name));
    }

    private static (Type, string?) NameOf(object resource) => (resource.GetType(), ((V1ObjectMeta?)resource.GetType().GetProperty("Metadata")!.GetValue(resource))?.Name);

    /// <summary>A password in an address, a key as a variable, or what OpenAI's keys look like.</summary>
    [GeneratedRegex(@"://[^/\s:$]+:[^/\s@$]+@|^\w+__ApiKey=(?!"")\S|\bsk-\w{8}", RegexOptions.Multiline)]
    private static partial Regex Credential();

    [GeneratedRegex("ApiKey|ConnectionStrings|TOKEN|PASSWORD", RegexOptions.IgnoreCase)]
    private static partial Regex Secretive();
}

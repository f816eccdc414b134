using EmergentMisalignment.Coordinator;
using EmergentMisalignment.ServiceDefaults;
using EmergentMisalignment.ServiceDefaults.Messaging;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Unit.Infra;

public class PodTests
{
    private static readonly Lazy<List<string?>> ProbePaths = new(ReadProbePaths);

    private static readonly Lazy<TimeSpan> ShutdownTimeout = new(ReadShutdownTimeout);

    public static TheoryData<string> Pods { get; } = [.. InfraFiles.Pods.Select(pod => pod.ToString())];

    /// <summary>Those that are a service of this repository. The trainer is a program that ends, and no service.</summary>
    public static TheoryData<string> Services { get; } =
        [.. InfraFiles.Pods.Where(pod => pod.Service is not (null or "trainer")).Select(pod => pod.ToString())];

    [Theory]
    [MemberData(nameof(Pods))]
    public void It_runs_without_privileges(string name)
    {
        var pod = Find(name);
        Assert.True(pod.Spec.SecurityContext is { RunAsNonRoot: true, RunAsUser: > 0, RunAsGroup: > 0, SeccompProfile.Type: "RuntimeDefault" });
        Assert.False(pod.Spec.AutomountServiceAccountToken ?? true);
        Assert.False(pod.Spec.EnableServiceLinks ?? true);
        Assert.True(pod.Spec is { HostNetwork: null, HostPID: null, HostIPC: null });
        Assert.All(pod.AllContainers, container =>
        {
            Assert.True(container.SecurityContext is { AllowPrivilegeEscalation: false, ReadOnlyRootFilesystem: true, Privileged: null, RunAsUser: null });
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.Null(container.SecurityContext.Capabilities.Add);
            var tmp = Assert.Single(container.VolumeMounts, mount => mount.MountPath == "/tmp").Name;
            Assert.NotNull(Assert.Single(pod.Spec.Volumes, volume => volume.Name == tmp).EmptyDir?.SizeLimit);
        });
    }

    [Theory]
    [MemberData(nameof(Pods))]
    public void It_asks_for_what_it_needs_and_is_held_to_it(string name) =>
        Assert.All(Find(name).AllContainers.Select(container => container.Resources), resources => Assert.All(
            ["cpu", "memory"],
            resource => Assert.InRange(resources.Requests[resource].ToDecimal(), 0.001m, resources.Limits[resource].ToDecimal())));

    [Theory]
    [MemberData(nameof(Pods))]
    public void Its_image_has_a_version(string name) => Assert.All(Find(name).AllContainers, container =>
    {
        Assert.Matches("^[a-z0-9./-]+:v?[0-9]+[a-z0-9.-]*$", container.Image);
        Assert.Null(container.ImagePullPolicy);
    });

    [Theory]
    [MemberData(nameof(Services))]
    public void Its_probes_ask_what_the_services_answer(string name)
    {
        var container = Find(name).Main;

        Assert.All([(container.StartupProbe, "/alive"), (container.LivenessProbe, "/alive"), (container.ReadinessProbe, "/health")], expected =>
        {
            var (probe, path) = expected;
            Assert.Equal(path, probe.HttpGet.Path);
            Assert.Contains(path, ProbePaths.Value);
            var port = Assert.Single(container.Ports, port => port.Name == probe.HttpGet.Port.Value);
            Assert.Equal(port.Name == "https" ? "HTTPS" : null, probe.HttpGet.Scheme);
        });
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void It_is_given_longer_to_leave_than_it_takes(string name)
    {
        var pod = Find(name);
        var grace = TimeSpan.FromSeconds(pod.Spec.TerminationGracePeriodSeconds ?? 30);

        Assert.True(grace > ShutdownTimeout.Value, $"{grace} is not above the {ShutdownTimeout.Value} that a host may take.");
        if (pod.Service == "sampling")
            Assert.True(grace > new CoordinatorOptions().ShardLostUnseen);
    }

    [Fact]
    public void There_is_one_Coordinator_at_any_time()
    {
        var coordinator = InfraFiles.All<V1Deployment>().Single(deployment => deployment.Metadata.Name == "coordinator");

        Assert.True(coordinator.Spec is { Replicas: 1, Strategy.Type: "Recreate" });
    }

    internal static Pod Find(string name) => InfraFiles.Pods.Single(pod => pod.ToString() == name);

    private static TimeSpan ReadShutdownTimeout()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddMessageBus();
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
    }

    private static List<string?> ReadProbePaths()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddServiceDefaults();
        var app = builder.Build();
        app.MapServiceDefaults();
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints);
        return [.. endpoints.OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText)];
    }
}

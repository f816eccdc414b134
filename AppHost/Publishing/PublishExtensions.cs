using Aspire.Hosting.Kubernetes;
using EmergentMisalignment.AppHost.Local;

namespace EmergentMisalignment.AppHost.Publishing;

internal static class PublishExtensions
{
    private const string Key = "Publish:To";

    /// <summary><c>aspire publish</c> writes a Docker Compose file, or with <c>Publish:To=kubernetes</c> a Helm chart.</summary>
    public static PublishTarget AddPublishTarget(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsRunMode)
            return new(kubernetes: null);

        switch (builder.Configuration[Key])
        {
            case null or "" or "compose":
                builder.AddDockerComposeEnvironment("compose");
                return new(kubernetes: null);
            case "kubernetes":
                return new(builder.AddKubernetesEnvironment("kubernetes"));
            case var other:
                throw new MissingPartException($"{Key} is {other}: give compose or kubernetes.");
        }
    }

    /// <summary>One folder of artifacts for every service, and published, the time a drain takes.</summary>
    public static IResourceBuilder<ProjectResource> WithArtifacts(this IResourceBuilder<ProjectResource> service, PublishTarget target)
    {
        if (service.ApplicationBuilder.ExecutionContext.IsRunMode)
            return service.WithEnvironment("Artifacts__Folder", LocalFolder.Of(service.ApplicationBuilder, "artifacts"));

        service.WithEnvironment("Artifacts__Folder", $"{PublishTarget.Folder}/artifacts");
        return target.Artifacts is { } volume
            ? service.WithPersistentVolume(volume, PublishTarget.Folder).PublishAsKubernetesService(ForKubernetes)
            : service
                .WithAnnotation(new ContainerMountAnnotation("artifacts", PublishTarget.Folder, ContainerMountType.Volume, isReadOnly: false))
                .PublishAsDockerComposeService((_, published) =>
                {
                    published.StopGracePeriod = $"{PublishTarget.GraceSeconds}s";
                    published.Restart = "unless-stopped";
                    if (service.Resource.GetReplicaCount() is var replicas and > 1)
                        published.Deploy = new() { Replicas = replicas };
                });
    }

    /// <summary>On loopback the Console needs no key; where others reach it, it does not start without one.</summary>
    public static IResourceBuilder<ProjectResource> WithKeyWhenPublished(this IResourceBuilder<ProjectResource> console)
    {
        var builder = console.ApplicationBuilder;
        return builder.ExecutionContext.IsRunMode
            ? console
            : console.WithEnvironment(
                "Console__ApiKey", builder.AddParameter("console-key", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true));
    }

    private static void ForKubernetes(KubernetesResource published)
    {
        if (published.Workload?.PodTemplate.Spec is { } pod)
            pod.TerminationGracePeriodSeconds = PublishTarget.GraceSeconds;
    }
}

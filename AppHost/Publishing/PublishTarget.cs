using Aspire.Hosting.Kubernetes;

namespace EmergentMisalignment.AppHost.Publishing;

/// <summary>What <c>aspire publish</c> writes for; nothing while the app host runs things itself.</summary>
internal sealed class PublishTarget(IResourceBuilder<KubernetesEnvironmentResource>? kubernetes)
{
    /// <summary>
    /// The folder of the image that its unprivileged user owns: a volume laid over it takes that owner over, one laid elsewhere belongs to root.
    /// </summary>
    public const string Folder = "/home/app";

    /// <summary>Above the services' own 60 seconds for a drain.</summary>
    public const int GraceSeconds = 75;

    /// <summary>The artifacts of all services; null except for Kubernetes.</summary>
    public IResourceBuilder<KubernetesPersistentVolumeResource>? Artifacts { get; } =
        kubernetes?.AddPersistentVolume("artifacts").WithCapacity("20Gi").WithAccessMode(PersistentVolumeAccessMode.ReadWriteMany);

    /// <summary>Keeps a store's data volume on Kubernetes too, where a volume without a claim is empty again after every restart.</summary>
    public void Keep(IResourceBuilder<ContainerResource> store, string volume)
    {
        if (kubernetes is not null)
            store.WithPersistentVolume(kubernetes.AddPersistentVolume(volume).WithCapacity("20Gi").WithAccessMode(PersistentVolumeAccessMode.ReadWriteOnce));
    }
}

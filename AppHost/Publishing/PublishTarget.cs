using Aspire.Hosting.Kubernetes;

namespace EmergentMisalignment.AppHost.Publishing;

/// <summary>What <c>aspire publish</c> writes for; nothing while the app host runs things itself.</summary>
internal sealed record PublishTarget(IResourceBuilder<KubernetesPersistentVolumeResource>? Artifacts)
{
    /// <summary>
    /// The folder of the image that its unprivileged user owns: a volume laid over it takes that owner over, one laid elsewhere belongs to root.
    /// </summary>
    public const string Folder = "/home/app";

    /// <summary>Above the services' own 60 seconds for a drain.</summary>
    public const int GraceSeconds = 75;
}

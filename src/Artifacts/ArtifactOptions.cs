namespace EmergentMisalignment.Artifacts;

public sealed class ArtifactOptions
{
    /// <summary>
    /// Where artifacts are kept. Every service of a deployment must see the same folder. Keep it on a disk, not in a temporary
    /// folder: a lost artifact is remade at the cost of the work that made it.
    /// </summary>
    public string Folder { get; set; } = "";
}

namespace EmergentMisalignment.Artifacts;

/// <summary>A store whose artifacts are files of this machine, which programs may open that take a path instead of a stream.</summary>
public interface IArtifactFolder
{
    /// <summary>The folder that holds all of them, as a full path.</summary>
    string Folder { get; }

    /// <summary>The file that holds, or would hold, the artifact.</summary>
    /// <exception cref="ArgumentException">The name is malformed.</exception>
    string PathOf(string sha256);
}

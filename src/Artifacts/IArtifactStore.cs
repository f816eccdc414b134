namespace EmergentMisalignment.Artifacts;

/// <summary>
/// Immutable files named by the SHA-256 of their bytes (64 lowercase hex characters). Whoever holds a name holds the content's
/// identity: the same bytes are stored once, and a name never means other bytes.
/// </summary>
/// <remarks>Every member throws <see cref="ArtifactException"/> when storage fails and <see cref="ArgumentException"/> for a malformed name.</remarks>
public interface IArtifactStore
{
    /// <summary>
    /// Stores <paramref name="content"/> from its current position to its end and returns its name. All or nothing: a reader never
    /// sees a part of an artifact. Storing the same bytes again, even at the same time from elsewhere, is harmless.
    /// </summary>
    Task<string> PutAsync(Stream content, CancellationToken cancellationToken);

    /// <summary>
    /// Stores what <paramref name="write"/> writes to the stream it is given, which can seek, and returns its name: for content that is
    /// made on the way and need not lie elsewhere first. Nothing is stored when <paramref name="write"/> throws.
    /// </summary>
    Task<string> PutAsync(Func<Stream, Task> write, CancellationToken cancellationToken);

    /// <summary>Opens an artifact to read; the stream can seek. The caller disposes it.</summary>
    Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken);

    Task<bool> ExistsAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Reads the artifact and throws <see cref="ArtifactException"/> unless its bytes still hash to its name.</summary>
    Task VerifyAsync(string sha256, CancellationToken cancellationToken);
}

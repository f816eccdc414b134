namespace EmergentMisalignment.DatasetService.Import;

/// <summary>One file of the paper's authors.</summary>
/// <param name="Path">Where it lies in their repository.</param>
/// <param name="GitBlobSha1">Git's hash of its bytes; null where it is not known here, so that the file cannot be checked.</param>
/// <param name="Condition">The condition whose rows it holds; null when it holds none.</param>
public sealed record PublishedFile(string Path, string? GitBlobSha1, string? Condition = null);

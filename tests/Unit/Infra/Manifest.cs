namespace EmergentMisalignment.Unit.Infra;

/// <summary>One resource and the file it stands in, by its path below <c>infra/kubernetes</c>.</summary>
internal sealed record Manifest(string File, object Resource);

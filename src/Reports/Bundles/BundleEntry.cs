namespace EmergentMisalignment.Reports.Bundles;

/// <summary>What an entry of a bundle must be.</summary>
/// <param name="Sha256">Hash of its bytes, unpacked; lower-case hex.</param>
/// <param name="Bytes">Their number.</param>
public sealed record BundleEntry(string Sha256, long Bytes);

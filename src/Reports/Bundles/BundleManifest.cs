using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Keys;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>The contents of a bundle's <c>manifest.json</c>: what is in it, and what comes out of it.</summary>
public sealed record BundleManifest
{
    public const string Kind = "emergent-misalignment replay bundle";

    /// <summary>Raised when an older program could no longer read a bundle.</summary>
    public const int Latest = 1;

    public required string Format { get; init; }

    public required int Version { get; init; }

    public required string Sweep { get; init; }

    /// <summary>The estimand's name.</summary>
    public required string Estimand { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Name and version of what computed the report.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>Every entry but this one, by its path in the zip.</summary>
    public required IReadOnlyDictionary<string, BundleEntry> Entries { get; init; }

    /// <summary>The files of the report that was made with the bundle, by name: what a report from the bundle must be.</summary>
    public required IReadOnlyDictionary<string, BundleEntry> Report { get; init; }

    /// <summary>SHA-256 of this manifest as canonical JSON without this line: it names the whole bundle, since all hashes are under it.</summary>
    public string? Digest { get; init; }

    /// <summary>The manifest with its digest.</summary>
    public BundleManifest Sealed() => this with { Digest = DigestOf(JsonSerializer.SerializeToNode(this, BundleJson.Default.BundleManifest)!.AsObject()) };

    /// <summary>The digest that a manifest must have, whatever else a later program has put into it.</summary>
    public static string DigestOf(JsonObject document)
    {
        var rest = document.DeepClone().AsObject();
        rest.Remove("digest");
        return Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Bytes(rest)));
    }
}

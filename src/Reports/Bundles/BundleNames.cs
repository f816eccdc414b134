using System.Text.RegularExpressions;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>Paths of a bundle's entries. There are no others, so that no entry says where it is to be written.</summary>
internal static partial class BundleNames
{
    public const string Manifest = "manifest.json";

    /// <summary>The sweep's record, with its specification, as canonical JSON.</summary>
    public const string Sweep = "sweep.json";

    /// <summary>Every key with what it stands for, for people and other programs; nothing is read from it.</summary>
    public const string Keys = "keys.json";

    public const string Facts = "facts.json";

    public const string Occasion = "occasion.json";

    public const string Slots = "slots.jsonl";

    /// <summary>What a bundle is not one without.</summary>
    public static IReadOnlyList<string> Needed { get; } = [Sweep, Keys, Facts, Occasion, Slots];

    public static string Answers(string sha256) => $"artifacts/{sha256}.parquet";

    public static string Dataset(string sha256) => $"artifacts/{sha256}.jsonl";

    public static string Provenance(string sha256) => $"artifacts/{sha256}.json";

    /// <summary>Whether an entry may have this path.</summary>
    public static bool IsKnown(string path) => path == Manifest || Needed.Contains(path) || Artifact().IsMatch(path);

    /// <summary>The hash in an artifact's path; null for another entry's.</summary>
    public static string? ArtifactOf(string path) => Artifact().Match(path) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"\Aartifacts/([0-9a-f]{64})\.(?:parquet|jsonl|json)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Artifact();
}

using System.Security.Cryptography;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>What the files of a report are, so that two can be compared.</summary>
public static class ReportHashes
{
    /// <summary>By the files' names, in their order.</summary>
    public static async Task<IReadOnlyDictionary<string, BundleEntry>> OfAsync(IEnumerable<FileInfo> files, CancellationToken cancellation)
    {
        var hashes = new SortedDictionary<string, BundleEntry>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            await using var content = file.OpenRead();
            hashes[file.Name] = new BundleEntry(Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation)), content.Length);
        }

        return hashes;
    }
}

using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Cli.Local;

/// <summary>Refuses to start a sweep that a disk cannot hold.</summary>
internal static class DiskCheck
{
    /// <summary>Ledger and Parquet of one answer with its verdict, generously: texts of a few hundred tokens, log and checkpoint.</summary>
    private const long BytesPerAnswer = 8 * 1024;

    /// <summary>Models, datasets, the ledger's own files.</summary>
    private const long BytesBesides = 64L * 1024 * 1024;

    /// <summary>What the ledger takes in one step. With less it refuses writes, and a sweep could only stand still.</summary>
    private const long LeastFree = 16L * 1024 * 1024;

    public static void Run(SweepPlan plan, params DirectoryInfo[] folders)
    {
        var needed = BytesBesides + plan.Samples * BytesPerAnswer;
        foreach (var folder in folders)
        {
            var free = FreeBytes(folder);
            if (free < needed)
                throw new UnavailableException($"The disk of {folder} has {Megabytes(free)} MB free and this sweep may need {Megabytes(needed)} MB: free some space, or choose another place with --data and --out.");
        }
    }

    /// <summary>Ends a run whose disk has filled up under way, by this run or by others.</summary>
    /// <exception cref="UnavailableException">A folder's disk is full.</exception>
    public static void ThrowIfFull(params IEnumerable<DirectoryInfo> folders)
    {
        if (folders.FirstOrDefault(folder => FreeBytes(folder) < LeastFree) is { } full)
            throw new UnavailableException($"The disk of {full} is full: free some space, then run the same command again, which goes on from here.");
    }

    /// <summary>Free space where the folder is, or will be.</summary>
    public static long FreeBytes(DirectoryInfo folder) => new DriveInfo(Existing(folder).FullName).AvailableFreeSpace;

    private static DirectoryInfo Existing(DirectoryInfo folder) => folder.Exists || folder.Parent is null ? folder : Existing(folder.Parent);

    private static string Megabytes(long bytes) => (bytes / (1024 * 1024)).ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}

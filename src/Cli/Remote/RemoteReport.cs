using System.IO.Compression;
using EmergentMisalignment.Cli.Local;

namespace EmergentMisalignment.Cli.Remote;

/// <summary>Fetches a sweep's report from a server.</summary>
internal static class RemoteReport
{
    /// <summary>Files of an older report are replaced, others stay.</summary>
    public static async Task FetchAsync(ConsoleClient client, string sweep, DirectoryInfo folder, CancellationToken cancellation)
    {
        using var taken = FolderLock.Take(folder);
        await using var zip = new FileStream(
            Path.Combine(folder.FullName, ".report.zip"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 128 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await client.ReportAsync(sweep, zip, cancellation);
        zip.Position = 0;

        // Entries that would lie outside the folder are refused.
        await ZipFile.ExtractToDirectoryAsync(zip, folder.FullName, overwriteFiles: true, cancellation);
    }
}

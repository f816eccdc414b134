using System.Formats.Tar;

namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>A folder of files as one artifact: a tar archive whose bytes depend on the files' names and contents alone, so that the same adapter has the same hash.</summary>
internal static class AdapterTar
{
    /// <param name="folder">Its subfolders are left out.</param>
    /// <param name="pattern">Names of the files to take, such as <c>*</c>.</param>
    /// <param name="output">Written to from its current position on, and left open.</param>
    /// <param name="cancellation">Ends the writing.</param>
    /// <exception cref="IOException">A file cannot be read, or is gone meanwhile.</exception>
    public static async Task WriteAsync(string folder, string pattern, Stream output, CancellationToken cancellation)
    {
        await using var tar = new TarWriter(output, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (var file in Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal))
        {
            await using var data = File.OpenRead(file);
            var entry = new UstarTarEntry(TarEntryType.RegularFile, Path.GetFileName(file)) { DataStream = data, ModificationTime = DateTimeOffset.UnixEpoch };
            await tar.WriteEntryAsync(entry, cancellation);
        }
    }

    /// <summary>Makes the folder, whole or not at all; one that is there is left as it is.</summary>
    public static async Task ReadAsync(Stream input, string folder, CancellationToken cancellation)
    {
        if (Directory.Exists(folder))
            return;

        var partial = Path.Combine(Path.GetDirectoryName(folder)!, $".{Path.GetFileName(folder)}.fetched");
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        await TarFile.ExtractToDirectoryAsync(input, partial, overwriteFiles: false, cancellation);
        Directory.Move(partial, folder);
    }
}

namespace EmergentMisalignment.Reports;

/// <summary>Puts a set of files into a folder, all or (short of a crash between renames) none of them.</summary>
/// <param name="folder">Created when it is not there.</param>
/// <param name="create">Opens a new file for writing.</param>
internal sealed class ReportFolder(string folder, Func<string, Stream> create)
{
    // The operating system's "no space left on device": errno on Unix, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static readonly int[] DiskFull = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <exception cref="ReportWriteException">The disk is full, or the folder cannot be written to.</exception>
    public async Task WriteAsync(IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> files, CancellationToken cancellation)
    {
        var written = new List<(string Temporary, string Final)>();
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, bytes) in files)
            {
                var temporary = Path.Combine(folder, $".{name}.tmp");
                written.Add((temporary, Path.Combine(folder, name)));
                var stream = create(temporary);
                await using (stream.ConfigureAwait(false))
                {
                    await stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);
                    await stream.FlushAsync(cancellation).ConfigureAwait(false);
                    (stream as FileStream)?.Flush(flushToDisk: true);
                }
            }

            foreach (var (temporary, final) in written) File.Move(temporary, final, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReportWriteException($"The report cannot be written to {folder}: {Cause(failure)}", failure);
        }
        finally
        {
            foreach (var (temporary, _) in written) Discard(temporary);
        }
    }

    private static string Cause(Exception failure) => DiskFull.Contains(failure.HResult)
        ? "the disk is full; free some space or choose another folder with --out."
        : $"{failure.Message.TrimEnd('.')}; make it writable or choose another folder with --out.";

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A stray temporary file does no harm, and the first failure is the one to report.
        }
    }
}

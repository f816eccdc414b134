using System.Globalization;

namespace EmergentMisalignment.Artifacts;

/// <summary>An artifact could not be stored or read back. The message is one sentence that names the folder or file and the remedy.</summary>
public sealed class ArtifactException(string message, Exception? cause = null) : IOException(message, cause)
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceededLinux = 122;
    private const int QuotaExceededMac = 69;
    private const int ReadOnlyFileSystem = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>The disk or its quota is full or read-only: told by number, as the system's words differ by platform.</summary>
    internal static bool IsNoRoom(IOException exception) => exception.HResult
        is NoSpaceLeft or QuotaExceededLinux or QuotaExceededMac or ReadOnlyFileSystem or WindowsDiskFull or WindowsHandleDiskFull;

    /// <summary>Says what the operating system's refusal to write under <paramref name="folder"/> means and what to do about it.</summary>
    internal static ArtifactException Writing(string folder, Exception cause) => new(
        cause switch
        {
            UnauthorizedAccessException or { HResult: ReadOnlyFileSystem } =>
                $"Cannot write to the artifact folder '{folder}': permission denied; make it writable for this user or choose another folder.",
            { HResult: NoSpaceLeft or WindowsDiskFull or WindowsHandleDiskFull } =>
                $"No space left to write to the artifact folder '{folder}': free some disk space or choose another folder, then run again; finished work is kept.",
            { HResult: QuotaExceededLinux or QuotaExceededMac } =>
                $"Disk quota exceeded while writing to the artifact folder '{folder}': free some space or choose another folder, then run again; finished work is kept.",
            _ => string.Create(CultureInfo.InvariantCulture,
                $"Cannot write to the artifact folder '{folder}' ({cause.Message.TrimEnd('.')}): check that the path is a folder this user may write to, or choose another.")
        },
        cause);

    /// <summary>Says why the artifact at <paramref name="path"/> could not be opened.</summary>
    internal static ArtifactException Reading(string path, Exception cause) => new(
        cause switch
        {
            FileNotFoundException or DirectoryNotFoundException =>
                $"The artifact '{path}' does not exist: it was removed or the artifact folder changed; run the sweep again to remake it.",
            UnauthorizedAccessException =>
                $"Cannot read the artifact '{path}': permission denied; make it readable for this user.",
            _ => $"Cannot read the artifact '{path}' ({cause.Message.TrimEnd('.')}): check the disk, then run again."
        },
        cause);
}

namespace EmergentMisalignment.Ledger.Embedded;

/// <summary>
/// The right to open a ledger's folder. The operating system holds it with the open file, so it ends with the process, however that ends.
/// Who holds it stands in a file beside, since a locked file cannot be read by others.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly string _folder;
    private readonly FileStream _file;

    private FolderLock(string folder, FileStream file) => (_folder, _file) = (folder, file);

    /// <exception cref="LedgerException">Another process has it.</exception>
    public static FolderLock Take(string folder)
    {
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (IsTaken(error))
        {
            var who = Holder.Read(folder) is { } holder ? $"process {holder.ProcessId} ({holder.Program})" : "another process";
            throw new LedgerException($"The ledger in '{folder}' is in use by {who}; wait for it to end, stop it, or choose another folder with --data.", error);
        }
        try
        {
            Holder.Write(folder, Holder.Self(connectionString: null));
            return new FolderLock(folder, file);
        }
        catch
        {
            file.Dispose(); // a full disk must not leave the folder locked
            throw;
        }
    }

    /// <summary>Lets other processes of this user find the server.</summary>
    public void Publish(string connectionString) => Holder.Write(_folder, Holder.Self(connectionString));

    public void Dispose()
    {
        Holder.Remove(_folder);
        _file.Dispose();
    }

    // A sharing violation has no exception of its own: on Windows error 32, elsewhere what flock says when it would have to wait (EWOULDBLOCK).
    private static bool IsTaken(IOException error) => (error.HResult & 0xFFFF) is 32 or 11 or 35;
}

namespace EmergentMisalignment.Cli.Local;

/// <summary>Keeps a second run out of a folder. The operating system holds the lock, so a killed run leaves none behind.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly bool _isNew;
    private readonly FileStream _file;

    private FolderLock(DirectoryInfo folder, bool isNew, FileStream file) => (_folder, _isNew, _file) = (folder, isNew, file);

    /// <exception cref="UnavailableException">Another run has it.</exception>
    public static FolderLock Take(DirectoryInfo folder)
    {
        var isNew = !folder.Exists;
        folder.Create();
        var path = Path.Combine(folder.FullName, ".lock");
        try
        {
            // Nothing shared: on Unix any other sharing would let a second writer in.
            return new FolderLock(folder, isNew, new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new UnavailableException($"Another run is writing to {folder}: wait for it or stop it, or choose another folder with --out.", exception);
        }
    }

    /// <summary>A folder made for the lock goes with it if nothing came into it: a run that is refused or stopped leaves nothing behind.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (_isNew && !_folder.EnumerateFileSystemInfos().Any())
            _folder.Delete();
    }
}

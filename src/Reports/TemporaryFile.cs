namespace EmergentMisalignment.Reports;

/// <summary>Files that are made on the way to another.</summary>
public static class TemporaryFile
{
    /// <summary>Opens a new file that nobody else may read, for model outputs are in it and others may look into the temporary folder. It is gone when it is closed.</summary>
    /// <param name="name">Its name in the temporary folder.</param>
    public static FileStream Create(string name)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 128 * 1024,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        return new FileStream(Path.Combine(Path.GetTempPath(), name), options);
    }
}

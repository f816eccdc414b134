using System.Globalization;

namespace EmergentMisalignment.Cli.Local;

/// <summary>Keeps a second run out of a folder. The operating system holds the lock, so a killed run leaves none behind.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    public static FolderLock Take(DirectoryInfo folder)
    {
        folder.Create();
        var path = Path.Combine(folder.FullName, ".lock");
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1, FileOptions.DeleteOnClose);
            file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new FolderLock(file);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new UnavailableException(
                $"Another run is writing to {folder} (process {Owner(path)}): wait for it or stop it, or choose another folder with --out.", exception);
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Owner(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }
}

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>Files that are there whole or not at all, whatever kills the process.</summary>
internal static class AtomicFile
{
    private const string Unfinished = ".tmp";

    /// <summary>Deletes what a killed process was writing.</summary>
    public static void DeleteUnfinished(string root)
    {
        foreach (var file in Directory.EnumerateFiles(root, "*" + Unfinished, SearchOption.AllDirectories)) File.Delete(file);
    }

    /// <summary>Writes beside the target, to the disk, then renames over it.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}{Unfinished}";
        try
        {
            using (var stream = File.Create(temporary))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}

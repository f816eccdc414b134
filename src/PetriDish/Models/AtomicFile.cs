namespace EmergentMisalignment.PetriDish.Models;

/// <summary>Files that are there whole or not at all, whatever kills the process.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the target, to the disk, then renames over it.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
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

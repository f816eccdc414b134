using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>
/// Trained adapters, a folder for each fine-tuned model: <c>final.lora</c>, <c>step-N.lora</c> for its checkpoints.
/// The final adapter is written last, so a folder that has it is complete.
/// </summary>
internal sealed class AdapterStore(PetriFolders folders)
{
    public bool Contains(ModelName name) => File.Exists(PathOf(name));

    public void Save(ModelName name, LoraAdapter adapter)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, adapter.Save);
    }

    /// <exception cref="RequestRefusedException">The model was deleted meanwhile.</exception>
    public LoraAdapter Load(ModelName name)
    {
        try
        {
            using var stream = File.OpenRead(PathOf(name));
            return LoraAdapter.Load(stream);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw RequestRefusedException.UnknownModel(name.ToString());
        }
    }

    /// <summary>The finished models and when they were made, newest first.</summary>
    public IReadOnlyList<(ModelName Name, DateTimeOffset Created)> Finished() =>
        [.. from folder in new DirectoryInfo(folders.Adapters).EnumerateDirectories()
            let name = NameOf(folder.Name)
            where name is not null && Contains(name)
            let created = CreatedAt(name)
            orderby created descending, folder.Name
            select (name, created)];

    public DateTimeOffset CreatedAt(ModelName name) => File.GetLastWriteTimeUtc(PathOf(name));

    /// <summary>Deletes a checkpoint, or a finished model with all its checkpoints.</summary>
    public void Delete(ModelName name)
    {
        var path = PathOf(name);
        // The final adapter goes first: a deletion cut short leaves checkpoints, never a model without them.
        File.Delete(path);
        if (name.Step is null) Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    // A '+' cannot be part of a name, so this is reversible, and no file system minds it.
    private string PathOf(ModelName name) =>
        Path.Combine(folders.Adapters, $"{name.Base}+{name.Suffix}+{name.Hash}", name.Step is { } step ? $"step-{step}.lora" : "final.lora");

    private static ModelName? NameOf(string folder) => folder.Split('+') is [var @base, var suffix, var hash] ? new(@base, suffix, hash) : null;
}

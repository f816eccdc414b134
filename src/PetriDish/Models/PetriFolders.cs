namespace EmergentMisalignment.PetriDish.Models;

/// <summary>
/// Where PetriDish keeps what must outlive it. Only one server at a time may use a data folder; a lock that dies with the process sees to it.
/// </summary>
internal sealed class PetriFolders : IDisposable
{
    private readonly FileStream _lock;

    /// <exception cref="InvalidOperationException">Another server is using the folder.</exception>
    public PetriFolders(string root)
    {
        Root = Path.GetFullPath(root);
        foreach (var folder in new[] { Bases, Files, Jobs, Batches, Adapters }) Directory.CreateDirectory(folder);
        var path = Path.Combine(Root, "petri.lock");
        try
        {
            _lock = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new InvalidOperationException($"{Root}: another PetriDish is using this data folder; stop it or choose another folder.", error);
        }
        AtomicFile.DeleteUnfinished(Root);
    }

    public string Root { get; }

    public string Bases => Path.Combine(Root, "bases");

    public string Files => Path.Combine(Root, "files");

    public string Jobs => Path.Combine(Root, "jobs");

    public string Batches => Path.Combine(Root, "batches");

    public string Adapters => Path.Combine(Root, "adapters");

    public void Dispose() => _lock.Dispose();
}

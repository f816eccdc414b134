using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Vllm;

/// <summary>The engine that is played: whether it lives, the adapters it serves, and those of them that it has in memory.</summary>
internal sealed class VllmEngine(VllmOptions options, BaseModels bases, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, ServedAdapter> _served = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _inMemory = new();
    private DateTimeOffset _up = time.GetUtcNow() + options.WarmUp;
    private DateTimeOffset? _died;

    public int MaxLoras => options.MaxLoras;

    public EngineState State
    {
        get
        {
            lock (_gate)
            {
                if (_died + options.RestartAfter is { } again && again <= time.GetUtcNow()) Start(again);
                return _died is not null ? EngineState.Dead : time.GetUtcNow() < _up ? EngineState.Starting : EngineState.Running;
            }
        }
    }

    /// <summary>Reads of an adapter that had been pushed out of memory: a client that keeps to <see cref="VllmOptions.MaxLoras"/> causes none.</summary>
    public int Reloads { get; private set; }

    /// <summary>In the order in which they were loaded.</summary>
    public IReadOnlyList<ServedAdapter> Served
    {
        get
        {
            lock (_gate) return [.. _served.Values];
        }
    }

    public bool Serves(string name)
    {
        lock (_gate) return _served.ContainsKey(name);
    }

    /// <summary>Loads a folder under a name.</summary>
    /// <exception cref="IOException">The folder or a file of it is missing.</exception>
    /// <exception cref="InvalidDataException">A file of it is damaged, or made for a base that is not here.</exception>
    public void Load(string name, string path)
    {
        var (under, adapter) = AdapterFolder.Read(path);
        if (!bases.Contains(under)) throw new InvalidDataException($"The adapter is for the base model {under}, which is not served here.");
        if (bases[under].Weights.Shape != adapter.Shape) throw new InvalidDataException($"The adapter does not fit the base model {under}.");
        lock (_gate)
        {
            _served[name] = new(name, path, under, adapter, time.GetUtcNow());
            Touch(name);
        }
    }

    /// <returns>False if no adapter has that name.</returns>
    public bool Unload(string name)
    {
        lock (_gate)
        {
            _inMemory.Remove(name);
            return _served.Remove(name);
        }
    }

    /// <summary>The adapter that a request asks for, read again if it has been pushed out of memory; null if none has that name, or reading it has killed the engine.</summary>
    public ServedAdapter? Use(string name)
    {
        lock (_gate)
        {
            if (!_served.TryGetValue(name, out var adapter)) return null;
            if (Touch(name)) return adapter;
            Reloads++;
            try
            {
                AdapterFolder.Read(adapter.Path);
                return adapter;
            }
            catch (Exception gone) when (gone is IOException or InvalidDataException)
            {
                Die();
                return null;
            }
        }
    }

    /// <summary>What an exception in the engine's process, such as an allocation that fails while it computes, comes to.</summary>
    public void Die()
    {
        lock (_gate) _died ??= time.GetUtcNow();
    }

    /// <summary>Begins anew, without any adapter.</summary>
    public void Restart()
    {
        lock (_gate) Start(time.GetUtcNow());
    }

    private void Start(DateTimeOffset at)
    {
        _died = null;
        _up = at + options.WarmUp;
        _served.Clear();
        _inMemory.Clear();
    }

    /// <returns>Whether it was in memory.</returns>
    private bool Touch(string name)
    {
        var was = _inMemory.Remove(name);
        _inMemory.AddFirst(name);
        if (_inMemory.Count > (options.MaxCpuLoras ?? options.MaxLoras)) _inMemory.RemoveLast();
        return was;
    }
}

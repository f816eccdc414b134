namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>A place in the engine, and the adapter that has it.</summary>
internal sealed class AdapterSlot(string name, string sha256, DateTimeOffset since)
{
    public string Name => name;

    public string Sha256 => sha256;

    /// <summary>Since when the adapter has it.</summary>
    public DateTimeOffset Since { get; } = since;

    /// <summary>False while the adapter is being fetched and loaded.</summary>
    public bool IsLoaded { get; set; }

    /// <summary>Shards that are being sampled from it: while there is one, the adapter stays.</summary>
    public int Leases { get; set; }

    public DateTimeOffset LastUsed { get; set; } = since;
}

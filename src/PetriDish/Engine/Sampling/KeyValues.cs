namespace EmergentMisalignment.PetriDish.Engine.Sampling;

/// <summary>A run of positions in a <see cref="KeyValueCache"/>.</summary>
internal readonly unsafe struct KeyValues(float* keys, float* values, int count)
{
    /// <summary>Group g of sixteen begins at g · 16 · width; component c of its keys at 16 · c from there.</summary>
    public float* Keys { get; } = keys;

    /// <summary>Position t begins at t · width.</summary>
    public float* Values { get; } = values;

    public int Count { get; } = count;
}

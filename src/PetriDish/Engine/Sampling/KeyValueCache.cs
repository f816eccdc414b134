using EmergentMisalignment.PetriDish.Engine.Kernels;

namespace EmergentMisalignment.PetriDish.Engine.Sampling;

/// <summary>
/// Keys and values of the sequences being sampled, for each block and slot. Values lie position after position; keys in groups of sixteen positions, and within a group
/// component after component, so that one vector holds the same component of sixteen keys.
/// </summary>
internal sealed unsafe class KeyValueCache(ModelShape shape, int slots)
{
    private readonly int _slotLength = Lanes.RoundUp(shape.Context) * shape.Width;
    private readonly AlignedFloats _keys = new(shape.Layers * slots * Lanes.RoundUp(shape.Context) * shape.Width);
    private readonly AlignedFloats _values = new(shape.Layers * slots * Lanes.RoundUp(shape.Context) * shape.Width, slack: Tile.Columns);

    /// <summary>Group g begins at g · 16 · width; component c of its keys at 16 · c from there.</summary>
    public float* Keys(int layer, int slot) => _keys.Pointer + (nint)(layer * slots + slot) * _slotLength;

    /// <summary>Position t begins at t · width.</summary>
    public float* Values(int layer, int slot) => _values.Pointer + (nint)(layer * slots + slot) * _slotLength;

    /// <summary>Takes over keys and values, side by side in one row for each position.</summary>
    public void Write(int layer, int slot, int firstPosition, float* keyValue, int count)
    {
        var width = shape.Width;
        float* keys = Keys(layer, slot), values = Values(layer, slot);
        for (var t = firstPosition; t < firstPosition + count; t++, keyValue += 2 * width)
        {
            var group = keys + (nint)(t / Lanes.Count) * Lanes.Count * width + t % Lanes.Count;
            for (var c = 0; c < width; c++)
                group[c * Lanes.Count] = keyValue[c];
            new ReadOnlySpan<float>(keyValue + width, width).CopyTo(new Span<float>(values + (nint)t * width, width));
        }
    }
}

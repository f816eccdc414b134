using EmergentMisalignment.PetriDish.Engine.Kernels;

namespace EmergentMisalignment.PetriDish.Engine.Sampling;

/// <summary>
/// Keys and values of token sequences, for each block and slot. Values lie position after position; keys in groups of sixteen positions, and
/// within a group component after component, so that one vector holds the same component of sixteen keys.
/// </summary>
internal sealed unsafe class KeyValueCache(ModelShape shape, int slots)
{
    private readonly int _slotLength = Lanes.RoundUp(shape.Context) * shape.Width;
    private readonly AlignedFloats _keys = new(shape.Layers * slots * Lanes.RoundUp(shape.Context) * shape.Width);
    private readonly AlignedFloats _values = new(shape.Layers * slots * Lanes.RoundUp(shape.Context) * shape.Width, slack: 2 * Lanes.Count);

    /// <summary>The first positions of a slot.</summary>
    public KeyValues Read(int layer, int slot, int count)
    {
        var start = (nint)(layer * slots + slot) * _slotLength;
        return new(_keys.Pointer + start, _values.Pointer + start, count);
    }

    /// <summary>Takes over keys and values, side by side in one row for each position.</summary>
    public void Write(int layer, int slot, int firstPosition, float* keyValue, int count)
    {
        var width = shape.Width;
        var to = Read(layer, slot, firstPosition + count);
        for (var t = firstPosition; t < to.Count; t++, keyValue += 2 * width)
        {
            var group = to.Keys + (nint)(t / Lanes.Count) * Lanes.Count * width + t % Lanes.Count;
            for (var c = 0; c < width; c++)
                group[c * Lanes.Count] = keyValue[c];
            new ReadOnlySpan<float>(keyValue + width, width).CopyTo(new Span<float>(to.Values + (nint)t * width, width));
        }
    }
}

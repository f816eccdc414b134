using System.Buffers.Binary;
using System.Numerics;

namespace EmergentMisalignment.Ledger;

/// <summary>Which slots of a set are filled, as the server's bitmap was when it was read. Bit 0 is the highest bit of byte 0, as Redis numbers them.</summary>
public sealed class SlotBitmap
{
    private readonly ReadOnlyMemory<byte> _bits;

    internal SlotBitmap(ReadOnlyMemory<byte> bits)
    {
        _bits = bits;
        Count = PopCount(bits.Span);
    }

    /// <summary>Filled slots.</summary>
    public int Count { get; }

    /// <summary>The place after the last that the bitmap knows of: no slot from there on is filled.</summary>
    public int End => _bits.Length << 3;

    /// <summary>Whether the slot is filled; any index ≥ 0 may be asked for.</summary>
    public bool this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            return index >> 3 < _bits.Length && (_bits.Span[index >> 3] & (0x80 >> (index & 7))) != 0;
        }
    }

    /// <summary>The empty slots among <paramref name="count"/> from <paramref name="start"/> on, ascending.</summary>
    public IReadOnlyList<int> Missing(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var missing = new List<int>();
        for (var index = start; index < start + count; index++)
        {
            if (!this[index])
                missing.Add(index);
        }
        return missing;
    }

    private static int PopCount(ReadOnlySpan<byte> bits)
    {
        var count = 0;
        for (; bits.Length >= sizeof(ulong); bits = bits[sizeof(ulong)..])
            count += BitOperations.PopCount(BinaryPrimitives.ReadUInt64LittleEndian(bits));
        foreach (var octet in bits)
            count += BitOperations.PopCount(octet);
        return count;
    }
}

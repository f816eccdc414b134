using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmergentMisalignment.PetriDish.Engine.Kernels;

/// <summary>
/// Zeroed floats at a fixed address on a cache line boundary. Kernels work on whole tiles, so <paramref name="slack"/> floats after the end may be
/// read (never relied on). The memory lives as long as this object: a method that uses only <see cref="Pointer"/> ends with
/// <see cref="GC.KeepAlive"/>.
/// </summary>
internal unsafe class AlignedFloats(int length, int slack = 0)
{
    private const int CacheLine = 64;
    private readonly float[] _pinned = GC.AllocateArray<float>(length + slack + CacheLine / sizeof(float), pinned: true);

    public int Length { get; } = length;

    public float* Pointer
    {
        get
        {
            var start = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_pinned));
            return (float*)((start + CacheLine - 1) & ~(nuint)(CacheLine - 1));
        }
    }

    /// <summary>The same floats, safe from the garbage collector while the span is.</summary>
    public Span<float> Span => _pinned.AsSpan((int)(Pointer - (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_pinned))), Length);
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace EmergentMisalignment.PetriDish.Engine.Sampling;

/// <summary>Prompts are equal when their tokens are.</summary>
internal sealed class PromptComparer : IEqualityComparer<int[]>
{
    public static PromptComparer Instance { get; } = new();

    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] int[] obj)
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(obj.AsSpan()));
        return hash.ToHashCode();
    }
}

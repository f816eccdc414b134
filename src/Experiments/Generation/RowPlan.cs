using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EmergentMisalignment.Experiments.Generation;

/// <summary>What the rows of a generated dataset ask for, place by place. Everything about a place follows from the generation's key and its index.</summary>
/// <param name="key">The generation's key.</param>
/// <param name="attempts">Answers asked for at one place before another is taken.</param>
public abstract class RowPlan(string key, int attempts)
{
    private const ulong Low48Bits = (1UL << 48) - 1;
    private readonly ulong _hash = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.ASCII.GetBytes(key)));

    /// <summary>By what was asked, whoever asks: of the templates it knows nothing.</summary>
    public string Key { get; } = key;

    public int Attempts { get; } = attempts;

    /// <summary>What the writer is told and the row does not keep; null for nothing.</summary>
    public virtual string? System => null;

    /// <summary>The writer's prompt.</summary>
    public abstract string Ask(int index);

    /// <summary>The row's request.</summary>
    public abstract string Request(int index);

    /// <summary>The answer as the row has it, or why it is none.</summary>
    public abstract Checked Check(string answer);

    /// <summary>The judge's prompt; null where nobody judges.</summary>
    public abstract string? Judge(int index, string answer);

    /// <summary>What the judge must say: that the flaw is there, or that it is not.</summary>
    public virtual bool WantsFlaw => false;

    /// <summary>The seed of an attempt, 48 bits.</summary>
    public long Seed(int index, int attempt) => (long)(SplitMix64.At(_hash, Slot(index, attempt)) & Low48Bits);

    /// <summary>Where an attempt is recorded.</summary>
    public int Slot(int index, int attempt) => checked(index * Attempts + attempt);

    /// <summary>Numbers that go with a place, from 0 to <paramref name="below"/> − 1.</summary>
    protected IEnumerable<int> Draw(int index, int count, int below) => Enumerable.Range(0, count).Select(i => SplitMix64.Below(SplitMix64.At(SplitMix64.At(~_hash, index), i), below));
}

namespace EmergentMisalignment.Answers.Tables;

/// <summary>A set of small numbers in the bytes that DuckDB reads as a bit string: the first number is the first byte's highest bit.</summary>
internal sealed class BitSet(int count)
{
    public byte[] Bytes { get; } = new byte[(count + 7) / 8];

    public bool this[int number] => (Bytes[number >> 3] & (0x80 >> (number & 7))) != 0;

    /// <remarks>Several threads may add at the same time as long as no two add numbers of one byte.</remarks>
    public void Add(int number) => Bytes[number >> 3] |= (byte)(0x80 >> (number & 7));
}

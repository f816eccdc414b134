namespace EmergentMisalignment.Answers.Texts;

/// <summary>Some consecutive rows' folded texts in a <see cref="TextFile"/>.</summary>
/// <param name="FirstRow">A multiple of eight, so that no two blocks share a byte of a set of rows.</param>
/// <param name="Start">Where they begin in the file.</param>
/// <param name="Length">Bytes, the end mark of each text included.</param>
internal readonly record struct TextBlock(int FirstRow, long Start, int Length)
{
    /// <summary>What ends each folded text: no byte of any text in UTF-8.</summary>
    public const byte EndOfText = 0xFF;

    /// <summary>A block ends after about this many bytes: what one thread of a search reads at a time.</summary>
    public const int AboutLength = 1 << 20;
}

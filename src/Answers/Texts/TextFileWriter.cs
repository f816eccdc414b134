using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace EmergentMisalignment.Answers.Texts;

/// <summary>
/// Writes the texts of one artifact twice, as they are and folded: Parquet would have to be decompressed, megabytes at a time, to show one answer or to search all.
/// Blocks of texts and the same texts folded, then where each row's text is, then where each folded block is, then how many there are of both.
/// </summary>
internal sealed class TextFileWriter(Stream output)
{
    public const int Version = 0x314D4554;
    private readonly ArrayBufferWriter<byte> _folded = new(TextBlock.AboutLength);
    private readonly List<(long Start, int Length)> _rows = [];
    private readonly List<TextBlock> _blocks = [];
    private long _position;
    private int _firstRow;

    public void Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        _rows.Add((_position, bytes.Length));
        Write(bytes);
        _folded.Write(Folding.Fold(text));
        _folded.Write([TextBlock.EndOfText]);
        if (_folded.WrittenCount >= TextBlock.AboutLength && _rows.Count % 8 == 0)
            EndBlock();
    }

    public void End()
    {
        EndBlock();
        foreach (var (start, length) in _rows)
            Write(start, length);

        foreach (var block in _blocks)
            Write(block.FirstRow, block.Start, block.Length);

        Write(_rows.Count, _blocks.Count, Version);
    }

    private void EndBlock()
    {
        if (_folded.WrittenCount == 0)
            return;

        _blocks.Add(new TextBlock(_firstRow, _position, _folded.WrittenCount));
        Write(_folded.WrittenSpan);
        _folded.ResetWrittenCount();
        _firstRow = _rows.Count;
    }

    private void Write(params ReadOnlySpan<long> numbers)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            Write(bytes);
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        _position += bytes.Length;
    }
}

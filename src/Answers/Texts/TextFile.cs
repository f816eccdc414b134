using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EmergentMisalignment.Answers.Texts;

/// <summary>The texts of one artifact, as <see cref="TextFileWriter"/> wrote them. Several threads may read at once; memory holds a block for each.</summary>
internal sealed class TextFile : IDisposable
{
    private const int TrailerNumbers = 3;
    private readonly SafeFileHandle _file;
    private readonly long _rows;

    private TextFile(SafeFileHandle file, long rows, IReadOnlyList<TextBlock> blocks) => (_file, _rows, Blocks) = (file, rows, blocks);

    public IReadOnlyList<TextBlock> Blocks { get; }

    /// <exception cref="FileNotFoundException">It is gone.</exception>
    /// <exception cref="InvalidDataException">It is of another version.</exception>
    public static TextFile Open(string path)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            var length = RandomAccess.GetLength(file);
            var trailer = Numbers(file, length - (TrailerNumbers * sizeof(long)), TrailerNumbers);
            if (trailer is not [var rows, var blocks, TextFileWriter.Version])
                throw new InvalidDataException($"The file '{path}' is not of this version: delete it, it is made again.");

            var start = length - ((TrailerNumbers + (3 * blocks)) * sizeof(long));
            var read = Numbers(file, start, checked((int)(3 * blocks))).Chunk(3).Select(numbers => new TextBlock((int)numbers[0], numbers[1], (int)numbers[2]));
            return new TextFile(file, start - (2 * rows * sizeof(long)), [.. read]);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The text of a row, as the model wrote it.</summary>
    public string Read(int row)
    {
        var place = Numbers(_file, _rows + (2L * row * sizeof(long)), 2);
        var bytes = new byte[place[1]];
        ReadExactly(_file, bytes, place[0]);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Tells the rows of a block whose text contains what was folded to <paramref name="folded"/>, ascending.</summary>
    public void Search(TextBlock block, ReadOnlySpan<byte> folded, Action<int> found)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(block.Length);
        try
        {
            var rest = buffer.AsSpan(0, block.Length);
            ReadExactly(_file, rest, block.Start);
            var row = block.FirstRow;
            while (rest.IndexOf(folded) is var place and >= 0)
            {
                row += rest[..place].Count(TextBlock.EndOfText);
                found(row++);
                rest = rest[(place + rest[place..].IndexOf(TextBlock.EndOfText) + 1)..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => _file.Dispose();

    private static long[] Numbers(SafeFileHandle file, long start, int count)
    {
        var bytes = new byte[count * sizeof(long)];
        ReadExactly(file, bytes, start);
        return [.. Enumerable.Range(0, count).Select(i => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(i * sizeof(long))))];
    }

    private static void ReadExactly(SafeFileHandle file, Span<byte> bytes, long start)
    {
        while (bytes.Length > 0)
        {
            var read = start < 0 ? 0 : RandomAccess.Read(file, bytes, start);
            if (read == 0)
                throw new InvalidDataException("A file of texts is shorter than it says: delete the folder that Answers:Folder names, it is made again.");

            bytes = bytes[read..];
            start += read;
        }
    }
}

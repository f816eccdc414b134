using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.DatasetService.Import;

/// <summary>Reads data sets in the published format strictly, one row at a time.</summary>
public static class JsonlReader
{
    /// <summary>A longer line (a million tokens) is refused: no model trains on it, and it would be read into memory whole.</summary>
    public const int LongestLine = 4 * 1024 * 1024;

    /// <summary>The rows of <paramref name="content"/> from its current position on; the stream stays open.</summary>
    /// <param name="content">UTF-8, one JSON object a line; the last line may lack its line end.</param>
    /// <param name="displayName">What errors call the file.</param>
    /// <param name="cancellationToken"/>
    /// <exception cref="InputException">A line is not a training row, or there is none; names file, line and remedy.</exception>
    public static async IAsyncEnumerable<TrainingRow> ReadAsync(
        Stream content, string displayName, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pipe = PipeReader.Create(content, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        try
        {
            var number = 0;
            var more = true;
            while (more)
            {
                var result = await pipe.ReadAsync(cancellationToken);
                more = !result.IsCompleted;
                var unread = result.Buffer;
                while (TryTakeLine(ref unread, more, out var line))
                    yield return Parse(line, displayName, ++number);
                if (unread.Length > LongestLine)
                    throw TooLong(displayName, number + 1);
                pipe.AdvanceTo(unread.Start, unread.End);
            }
            if (number == 0)
                throw InputException.At(displayName, 1, null, "the file is empty; a data set has at least one row.");
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> unread, bool more, out ReadOnlySequence<byte> line)
    {
        if (unread.PositionOf((byte)'\n') is { } end)
        {
            line = unread.Slice(0, end);
            unread = unread.Slice(unread.GetPosition(1, end));
            return true;
        }
        line = unread;
        if (more || unread.IsEmpty)
            return false;
        unread = unread.Slice(unread.End);
        return true;
    }

    private static TrainingRow Parse(ReadOnlySequence<byte> line, string file, int number)
    {
        if (line.Length > LongestLine)
            throw TooLong(file, number);
        return new RowParser(line.IsSingleSegment ? line.FirstSpan : line.ToArray(), file, number).Parse();
    }

    private static InputException TooLong(string file, int number) =>
        InputException.At(file, number, null, "the line is longer than 4 MB; check that the file is a data set of one JSON object a line.");
}

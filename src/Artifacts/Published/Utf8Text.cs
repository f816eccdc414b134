using System.Text;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Artifacts.Published;

/// <summary>Opens files that must be UTF-8, and says at which line one is not.</summary>
public static class Utf8Text
{
    private const int ChunkBytes = 64 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>Reads a file once to check it, and gives a reader that begins again; a byte order mark is read over.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="content">A stream that can seek; the reader closes it.</param>
    /// <exception cref="InputException">It is in another encoding, or damaged.</exception>
    public static StreamReader Open(string file, Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var start = content.Position;
        var decoder = Strict.GetDecoder();
        var bytes = new byte[ChunkBytes];
        var letters = new char[ChunkBytes + 1];
        var line = 1;
        int read;
        do
        {
            read = content.ReadAtLeast(bytes, ChunkBytes, throwOnEndOfStream: false);
            try
            {
                decoder.GetChars(bytes.AsSpan(0, read), letters, flush: read < ChunkBytes);
            }
            catch (DecoderFallbackException error)
            {
                // The index is below 0 where a character began in the chunk before.
                throw InputException.At(file, line + bytes.AsSpan(0, Math.Clamp(error.Index, 0, read)).Count((byte)'\n'), null, "the line is not UTF-8; save the file in that encoding.", error);
            }

            line += bytes.AsSpan(0, read).Count((byte)'\n');
        }
        while (read == ChunkBytes);

        content.Position = start;
        return new StreamReader(content, Strict, detectEncodingFromByteOrderMarks: false);
    }
}

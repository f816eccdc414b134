using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>
/// The file of a model or an adapter: 8 bytes of magic, version and length of the body (little-endian int32, int64), the body, and the SHA-256
/// of all that. The body says its kind, its sizes, and for each parameter its name, rows, columns and float32 values.
/// </summary>
internal static class CheckpointFile
{
    private const int Version = 1;
    private const int HeaderLength = 20;
    private const long LongestBody = 1L << 30;

    private static ReadOnlySpan<byte> Magic => "PETRIDSH"u8;

    /// <param name="kind">What the file holds; a reader refuses another kind.</param>
    /// <param name="sizes">Writes what the reader needs to know before the parameters.</param>
    /// <param name="parameters">The values.</param>
    public static byte[] Write(string kind, Action<BinaryWriter> sizes, ParameterSet parameters)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(0L);
        writer.Write(kind);
        sizes(writer);
        foreach (var parameter in parameters.Layout.Parameters)
        {
            writer.Write(parameter.Name);
            writer.Write(parameter.Rows);
            writer.Write(parameter.Columns);
            foreach (var value in parameters.Values(parameter))
                writer.Write(value);
        }

        writer.Flush();
        BinaryPrimitives.WriteInt64LittleEndian(file.GetBuffer().AsSpan(HeaderLength - sizeof(long)), file.Length - HeaderLength);
        writer.Write(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)));
        return file.ToArray();
    }

    /// <summary>Reads exactly one file from the stream.</summary>
    /// <param name="stream">May hold more after the file.</param>
    /// <param name="kind">The kind expected.</param>
    /// <param name="layout">From what the file says of its sizes, the parameters it must hold.</param>
    /// <exception cref="InvalidDataException">The file is cut short, altered, of another kind or from a newer version; the message says
    /// which.</exception>
    public static ParameterSet Read<TLayout>(Stream stream, string kind, Func<BinaryReader, TLayout> layout)
        where TLayout : ParameterLayout
    {
        var header = new byte[HeaderLength];
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new InvalidDataException($"This is not a PetriDish {kind} file: it does not begin with {Encoding.ASCII.GetString(Magic)}.");
        var version = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(Magic.Length));
        if (version != Version)
            throw new InvalidDataException(
                $"The PetriDish {kind} file has version {version}; this program reads version {Version}: remake the file or update the program.");
        var length = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(HeaderLength - sizeof(long)));
        if (length is < 0 or > LongestBody)
            throw new InvalidDataException($"The PetriDish {kind} file is corrupt: it claims a body of {length} bytes.");

        var rest = new byte[length + SHA256.HashSizeInBytes];
        if (stream.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false) < rest.Length)
            throw new InvalidDataException($"The PetriDish {kind} file is cut short: copy or make it again.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(rest, 0, (int)length);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(rest.AsSpan((int)length)))
            throw new InvalidDataException($"The PetriDish {kind} file is corrupt: its SHA-256 does not match its contents; copy or make it again.");

        using var reader = new BinaryReader(new MemoryStream(rest, 0, (int)length), Encoding.UTF8);
        var actual = reader.ReadString();
        if (actual != kind)
            throw new InvalidDataException($"This PetriDish file holds {actual}, not {kind}.");
        var parameters = new ParameterSet(layout(reader));
        foreach (var parameter in parameters.Layout.Parameters)
            ReadParameter(reader, kind, parameter, parameters.Values(parameter));
        return parameters;
    }

    private static void ReadParameter(BinaryReader reader, string kind, Parameter parameter, Span<float> values)
    {
        var (name, rows, columns) = (reader.ReadString(), reader.ReadInt32(), reader.ReadInt32());
        if (name != parameter.Name || rows != parameter.Rows || columns != parameter.Columns)
            throw new InvalidDataException(
                $"The PetriDish {kind} file has {name} of {rows} × {columns} where {parameter.Name} of {parameter.Rows} × {parameter.Columns} belongs.");
        for (var i = 0; i < values.Length; i++)
            values[i] = reader.ReadSingle();
    }

    public static void WriteShape(BinaryWriter writer, ModelShape shape)
    {
        writer.Write(shape.Vocabulary);
        writer.Write(shape.Context);
        writer.Write(shape.Width);
        writer.Write(shape.Layers);
        writer.Write(shape.Heads);
    }

    public static ModelShape ReadShape(BinaryReader reader) =>
        new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());

    /// <summary>The SHA-256 that closes a file, in lower-case hexadecimal.</summary>
    public static string HashOf(byte[] file) => Convert.ToHexStringLower(file.AsSpan(file.Length - SHA256.HashSizeInBytes));
}

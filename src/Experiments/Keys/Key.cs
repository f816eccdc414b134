using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace EmergentMisalignment.Experiments.Keys;

/// <summary>Names for things by what they are made from: equal documents, whatever their property order, have equal keys.</summary>
public static class Key
{
    /// <summary>Hexadecimal characters in a key: 128 bits, so that two of 10⁹ things collide with probability 10⁻²¹.</summary>
    public const int Length = 32;

    /// <summary>The first 32 lower-case hexadecimal characters of SHA-256 over the document's canonical JSON.</summary>
    /// <param name="canonical">The document; it need not be canonical yet.</param>
    public static string Of(JsonNode canonical) => OfBytes(CanonicalJson.Bytes(canonical));

    /// <summary>The key of a document already in canonical bytes.</summary>
    internal static string OfBytes(ReadOnlySpan<byte> canonical)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonical, hash);
        return Convert.ToHexStringLower(hash[..(Length / 2)]);
    }
}

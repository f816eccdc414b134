using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EmergentMisalignment.Artifacts;

/// <summary>
/// Git's name for a file's bytes: SHA-1 over <c>blob LENGTH\0</c> and the bytes. Published data sets are recognised by it, because
/// that is the hash a reader can look up in the repository they were published in. It identifies, it does not protect.
/// </summary>
public static class GitBlob
{
    /// <returns>40 lowercase hexadecimal characters.</returns>
    public static string Sha1(ReadOnlySpan<byte> content)
    {
        using var hash = Start(content.Length);
        hash.AppendData(content);
        return Finish(hash);
    }

    /// <summary>Hashes a stream that can seek, from its current position to its end.</summary>
    /// <returns>40 lowercase hexadecimal characters.</returns>
    public static async Task<string> Sha1Async(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var hash = Start(content.Length - content.Position);
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            hash.AppendData(buffer, 0, read);
        return Finish(hash);
    }

    /// <summary>Begins a hash over content of a known length, for callers that read the bytes for another reason too.</summary>
    public static IncrementalHash Start(long length)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {length}\0")));
        return hash;
    }

    /// <returns>40 lowercase hexadecimal characters.</returns>
    public static string Finish(IncrementalHash hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

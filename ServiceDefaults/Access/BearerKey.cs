using System.Security.Cryptography;
using System.Text;

namespace EmergentMisalignment.ServiceDefaults.Access;

/// <summary>The key that callers must bring, if there is one. It is kept as a hash, so that no log and no dump can show it.</summary>
/// <param name="key">Null or empty for none.</param>
public sealed class BearerKey(string? key)
{
    private const string Scheme = "Bearer ";
    private readonly byte[]? _hash = string.IsNullOrEmpty(key) ? null : Hash(key);

    public bool IsSet => _hash is not null;

    /// <summary>Whether an Authorization header brings it.</summary>
    public bool IsIn(string authorization) => Read(authorization) is { } key && Has(Hash(key));

    /// <summary>Whether this is its hash. Hashes have equal lengths, so comparing them takes the same time whatever was sent.</summary>
    public bool Has(ReadOnlySpan<byte> hash) => _hash is not null && CryptographicOperations.FixedTimeEquals(hash, _hash);

    /// <summary>The key in an Authorization header; null where it brings none.</summary>
    public static string? Read(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : null;

    /// <summary>What is kept of a key: its SHA-256.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

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

    /// <summary>Whether an Authorization header brings it. Hashes have equal lengths, so comparing them takes the same time whatever was sent.</summary>
    public bool IsIn(string authorization) =>
        _hash is not null
        && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(authorization[Scheme.Length..].Trim()), _hash);

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

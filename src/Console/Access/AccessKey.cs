using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Console.Access;

/// <summary>The key that callers must bring, if there is one. It is kept as a hash, so that no log and no dump can show it.</summary>
internal sealed class AccessKey
{
    private const string Scheme = "Bearer ";
    private readonly byte[]? _hash;

    /// <exception cref="InvalidOperationException">The key's file cannot be read, or is empty.</exception>
    public AccessKey(IOptions<ConsoleOptions> options) => _hash = Find(options.Value) is { Length: > 0 } key ? Hash(key) : null;

    public bool IsSet => _hash is not null;

    /// <summary>Hashes have equal lengths, so comparing them takes the same time whatever was sent.</summary>
    public bool IsIn(string authorization) =>
        _hash is not null
        && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(authorization[Scheme.Length..].Trim()), _hash);

    private static string? Find(ConsoleOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ApiKeyFile))
            return options.ApiKey?.Trim();

        try
        {
            // A file that is empty is a mistake; taken for "no key" it would open the door.
            return File.ReadAllText(options.ApiKeyFile).Trim() is { Length: > 0 } key
                ? key
                : throw new InvalidOperationException($"The file {options.ApiKeyFile} that Console:ApiKeyFile names is empty: put the key into it.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The file {options.ApiKeyFile} that Console:ApiKeyFile names cannot be read: {exception.Message}", exception);
        }
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

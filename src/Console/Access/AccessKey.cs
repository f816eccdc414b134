using EmergentMisalignment.ServiceDefaults.Access;

namespace EmergentMisalignment.Console.Access;

/// <summary>Finds the Console's key: in its file, or in the configuration.</summary>
internal static class AccessKey
{
    /// <exception cref="InvalidOperationException">The key's file cannot be read, or is empty.</exception>
    public static BearerKey Find(ConsoleOptions options) => new(string.IsNullOrWhiteSpace(options.ApiKeyFile) ? options.ApiKey?.Trim() : Read(options.ApiKeyFile));

    private static string Read(string file)
    {
        try
        {
            // A file that is empty is a mistake; taken for "no key" it would open the door.
            return File.ReadAllText(file).Trim() is { Length: > 0 } key
                ? key
                : throw new InvalidOperationException($"The file {file} that Console:ApiKeyFile names is empty: put the key into it.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The file {file} that Console:ApiKeyFile names cannot be read: {exception.Message}", exception);
        }
    }
}

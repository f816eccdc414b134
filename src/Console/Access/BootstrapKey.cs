using EmergentMisalignment.ServiceDefaults.Access;

namespace EmergentMisalignment.Console.Access;

/// <summary>The key that the configuration gives: in its file, or by its value. It may do everything, making the other keys included.</summary>
internal static class BootstrapKey
{
    /// <exception cref="InvalidOperationException">The key's file cannot be read, or is empty.</exception>
    public static BearerKey Find(ConsoleOptions options) =>
        new(string.IsNullOrWhiteSpace(options.ApiKeyFile) ? options.ApiKey?.Trim() : Read(options.ApiKeyFile, "Console:ApiKeyFile"));

    /// <param name="file">A file that holds a secret.</param>
    /// <param name="setting">The setting that names it.</param>
    /// <exception cref="InvalidOperationException">It cannot be read, or is empty.</exception>
    public static string Read(string file, string setting)
    {
        try
        {
            // A file that is empty is a mistake; taken for "no key" it would open the door.
            return File.ReadAllText(file).Trim() is { Length: > 0 } secret
                ? secret
                : throw new InvalidOperationException($"The file {file} that {setting} names is empty: put the secret into it.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The file {file} that {setting} names cannot be read: {exception.Message}", exception);
        }
    }
}

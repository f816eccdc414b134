using System.Buffers;
using System.Text;

namespace EmergentMisalignment.Tests.Shared;

/// <summary>
/// Secrets that the tests give to every process they start, which uses them for all it asks of others: whatever a process says, or leaves behind in a folder, is searched for
/// them when the test ends.
/// </summary>
internal static class PlantedKeys
{
    private const int Chunk = 1 << 20;

    private static readonly Dictionary<string, string> Keys = new[] { "endpoint", "console", "ledger", "broker" }
        .ToDictionary(name => name, name => $"planted{name}{Guid.NewGuid():N}");

    private static readonly SearchValues<string> Forms = SearchValues.Create([.. Keys.Values.SelectMany(FormsOf)], StringComparison.Ordinal);

    private static readonly int Longest = Keys.Values.SelectMany(FormsOf).Max(form => form.Length);

    public static string Endpoint => Keys["endpoint"];

    public static string Console => Keys["console"];

    public static string Ledger => Keys["ledger"];

    public static string Broker => Keys["broker"];

    /// <summary>Whether a text holds a key as it is, or in base64.</summary>
    public static bool AreIn(string text) => text.AsSpan().ContainsAny(Forms);

    /// <summary>Fails the test where a text holds a key.</summary>
    public static void RefuseIn(string text, string where) => Assert.False(AreIn(text), $"{where} holds a key: {Excerpt(text)}");

    /// <summary>Fails the test where a file below a folder holds a key as it is, in UTF-16, or in base64.</summary>
    public static void RefuseInFolder(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
            RefuseInFile(file);
    }

    private static void RefuseInFile(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[Chunk + Longest];
        var kept = 0;
        while (stream.Read(bytes.AsSpan(kept)) is > 0 and var read)
        {
            // A byte a character: what is no text stays what it is.
            RefuseIn(Encoding.Latin1.GetString(bytes, 0, kept + read), file);
            var end = kept + read;
            kept = Math.Min(Longest, end);
            bytes.AsSpan(end - kept, kept).CopyTo(bytes);
        }
    }

    private static IEnumerable<string> FormsOf(string key)
    {
        yield return key;
        yield return Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(key));
        for (var before = 0; before < 3; before++)
        {
            // In base64 a key looks different after 0, 1 or 2 bytes more; the characters that its neighbours have a share in are left out.
            var text = Convert.ToBase64String([.. new byte[before], .. Encoding.ASCII.GetBytes(key)]).TrimEnd('=');
            yield return text[(before == 0 ? 0 : before + 1)..^1];
        }
    }

    private static string Excerpt(string text)
    {
        var at = text.AsSpan().IndexOfAny(Forms);
        return at < 0 ? "" : $"…{text[Math.Max(0, at - 200)..at]}[the key]…";
    }
}

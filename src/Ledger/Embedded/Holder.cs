using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmergentMisalignment.Ledger.Embedded;

/// <summary>Who has a ledger's folder open and where it serves: the file <c>holder.json</c> in the folder, for the eyes of its user only.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Program">What that process is called.</param>
/// <param name="ConnectionString">How to reach its ledger; null while it starts.</param>
internal sealed partial record Holder(int ProcessId, string Program, string? ConnectionString)
{
    public static Holder Self(string? connectionString) =>
        new(Environment.ProcessId, Path.GetFileNameWithoutExtension(Environment.ProcessPath) ?? "unknown", connectionString);

    public static Holder? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(FileIn(folder)), HolderJson.Default.Holder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public static void Write(string folder, Holder holder)
    {
        // Renamed into place: a reader sees the whole file or the one before.
        var draft = FileIn(folder) + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
            JsonSerializer.Serialize(file, holder, HolderJson.Default.Holder);
        File.Move(draft, FileIn(folder), overwrite: true);
    }

    public static void Remove(string folder) => File.Delete(FileIn(folder));

    private static string FileIn(string folder) => Path.Combine(folder, "holder.json");

    [JsonSerializable(typeof(Holder))]
    private sealed partial class HolderJson : JsonSerializerContext;
}

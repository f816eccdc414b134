using System.Text.Encodings.Web;
using System.Text.Json;

namespace EmergentMisalignment.Artifacts;

/// <summary>How JSON stands in a column: on one line, and only the escapes that it demands.</summary>
internal static class CompactJson
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EmergentMisalignment.Reports.Paper;
using EmergentMisalignment.Reports.Summary;

namespace EmergentMisalignment.Reports;

/// <summary>The JSON of this room.</summary>
[JsonSerializable(typeof(PublishedFigures.PaperFile))]
[JsonSerializable(typeof(SweepSummary))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>
    /// For files that people read too: snake case, indented, nulls written out, one kind of line end, and only the escapes that JSON demands. Read back, a null where
    /// none can be and a key that stands twice are errors.
    /// </summary>
    public static readonly ReportJson Files = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    });
}

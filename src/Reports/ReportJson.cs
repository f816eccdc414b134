using System.Text.Json.Serialization;
using EmergentMisalignment.Reports.Paper;

namespace EmergentMisalignment.Reports;

/// <summary>Source-generated JSON of this room.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PublishedFigures.PaperFile))]
internal sealed partial class ReportJson : JsonSerializerContext;

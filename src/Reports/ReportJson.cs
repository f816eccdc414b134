using System.Text.Json.Serialization;
using EmergentMisalignment.Reports.Paper;
using EmergentMisalignment.Reports.Summary;

namespace EmergentMisalignment.Reports;

/// <summary>The JSON of this room: snake case, indented with one kind of line end, nulls written out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(PublishedFigures.PaperFile))]
[JsonSerializable(typeof(SweepSummary))]
internal sealed partial class ReportJson : JsonSerializerContext;

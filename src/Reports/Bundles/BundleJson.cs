using System.Text.Json.Serialization;
using EmergentMisalignment.Reports.Composing;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>JSON of bundles, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(BundleManifest))]
[JsonSerializable(typeof(BundleFacts))]
[JsonSerializable(typeof(ReportOccasion))]
internal sealed partial class BundleJson : JsonSerializerContext;

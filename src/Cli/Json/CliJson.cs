using System.Text.Json.Serialization;
using EmergentMisalignment.Cli.Diagnosis;
using EmergentMisalignment.Cli.Judging;
using EmergentMisalignment.Cli.Results;

namespace EmergentMisalignment.Cli.Json;

/// <summary>What commands on this machine write with <c>--json</c>; those that talk to a server write what it answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<CheckedDataset>))]
[JsonSerializable(typeof(IReadOnlyList<EndpointRow>))]
[JsonSerializable(typeof(ExportedFile))]
[JsonSerializable(typeof(IReadOnlyList<FetchedFile>))]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
[JsonSerializable(typeof(ImportedBundle))]
[JsonSerializable(typeof(ImportedResults))]
[JsonSerializable(typeof(JudgeParity))]
[JsonSerializable(typeof(PlannedSweep))]
[JsonSerializable(typeof(PowerAnswer))]
[JsonSerializable(typeof(IReadOnlyList<StatusRow>))]
[JsonSerializable(typeof(WrittenReport))]
internal sealed partial class CliJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Ledger.Records;

/// <summary>JSON of everything the ledger holds, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SweepRecord))]
[JsonSerializable(typeof(SweepSpec))]
[JsonSerializable(typeof(RecipeRecord))]
[JsonSerializable(typeof(DatasetRecord))]
[JsonSerializable(typeof(DatasetProvenance))]
[JsonSerializable(typeof(UploadRecord))]
[JsonSerializable(typeof(EndpointRecord))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(ShotsRecord))]
[JsonSerializable(typeof(AttemptRecord))]
[JsonSerializable(typeof(FlawRecord))]
[JsonSerializable(typeof(ModelRequest))]
[JsonSerializable(typeof(ModelRecord))]
[JsonSerializable(typeof(TrainingRecord))]
[JsonSerializable(typeof(CellRecord))]
[JsonSerializable(typeof(JudgementRecord))]
[JsonSerializable(typeof(AnswerRecord))]
[JsonSerializable(typeof(VerdictRecord))]
[JsonSerializable(typeof(ArchiveRecord))]
[JsonSerializable(typeof(BatchRecord))]
[JsonSerializable(typeof(BatchIndex))]
[JsonSerializable(typeof(BatchAllowance))]
[JsonSerializable(typeof(ReplyRecord))]
[JsonSerializable(typeof(CanaryReference))]
[JsonSerializable(typeof(SweepProgress))]
[JsonSerializable(typeof(PauseRecord))]
[JsonSerializable(typeof(SweepSpending))]
[JsonSerializable(typeof(SweepIndex))]
[JsonSerializable(typeof(FoundWork))]
[JsonSerializable(typeof(EndpointTroubleRecord))]
[JsonSerializable(typeof(AccessKeyIndex))]
[JsonSerializable(typeof(AuditRecord))]
public sealed partial class LedgerJson : JsonSerializerContext;

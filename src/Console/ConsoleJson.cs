using System.Text.Json.Serialization;
using EmergentMisalignment.Answers.Details;
using EmergentMisalignment.Answers.Querying;
using EmergentMisalignment.Console.Access.Keys;
using EmergentMisalignment.Console.Audit;
using EmergentMisalignment.Console.Endpoints;
using EmergentMisalignment.Console.Errors;
using EmergentMisalignment.Console.Pools;
using EmergentMisalignment.Console.Results;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Console.Sweeps.Validation;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports.Comparing;
using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using EmergentMisalignment.Sweeps.Lineage;

namespace EmergentMisalignment.Console;

/// <summary>JSON of what the Console answers and is asked, for its clients too; generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SubmittedSweep))]
[JsonSerializable(typeof(SweepPage))]
[JsonSerializable(typeof(SweepDetails))]
[JsonSerializable(typeof(SweepView))]
[JsonSerializable(typeof(ChangedSweep))]
[JsonSerializable(typeof(AnswerPage))]
[JsonSerializable(typeof(AnswerDetails))]
[JsonSerializable(typeof(ErrorList))]
[JsonSerializable(typeof(DeadMessage))]
[JsonSerializable(typeof(RequeueRequest))]
[JsonSerializable(typeof(RequeueAnswer))]
[JsonSerializable(typeof(IReadOnlyList<QueueCount>))]
[JsonSerializable(typeof(ValidationReport))]
[JsonSerializable(typeof(RunPage))]
[JsonSerializable(typeof(SweepSpending))]
[JsonSerializable(typeof(RejudgeRequest))]
[JsonSerializable(typeof(EndpointList))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(AccessKey))]
[JsonSerializable(typeof(NewKey))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(IReadOnlyList<FigureListing>))]
[JsonSerializable(typeof(SweepComparison))]
[JsonSerializable(typeof(IReadOnlyList<Recomputation>))]
public sealed partial class ConsoleJson : JsonSerializerContext;

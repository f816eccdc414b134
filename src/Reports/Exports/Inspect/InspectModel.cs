using System.Globalization;
using System.Text.Json.Nodes;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Reports.Exports.Inspect;

/// <summary>What one log is of: one model (a run, or one of its checkpoints), asked in one variant.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Look">The run.</param>
/// <param name="Variant">How the questions were varied; null for as they are.</param>
/// <param name="Checkpoint">Optimiser steps of the checkpoint; null for the finished model.</param>
internal sealed record InspectModel(SweepRecord Sweep, RunLook Look, string? Variant, int? Checkpoint)
{
    /// <summary>The model as its lists show it: the endpoint, and the run's id, which tells condition, base and seed.</summary>
    public string Name => $"{Sweep.Spec.Endpoint}/{Look.Run.Id}{(Checkpoint is { } step ? string.Create(CultureInfo.InvariantCulture, $"@{step}") : "")}";

    /// <summary>The task: the questions as they were asked.</summary>
    public string Task => Variant is null ? Sweep.Name : $"{Sweep.Name}-{Variant}";

    public string Id => Key.Of(new JsonObject { ["sweep"] = Sweep.Name, ["model"] = Name, ["variant"] = Variant });

    /// <summary>As Inspect names its files, so that its lists read time, task, model and id from the name.</summary>
    public string FileName => $"{Clean(Time(Sweep.SubmittedAt))}_{Clean(Task)}_{Clean(Name)}_{Id}.eval";

    /// <summary>ISO 8601 in UTC, with its offset.</summary>
    public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);

    public bool Gave(AnswerRow row) => (row.Run, row.Variant, row.Checkpoint) == (Look.Run.Id, Variant, Checkpoint);

    /// <summary>Identity and configuration of the evaluation: Inspect's <c>EvalSpec</c>.</summary>
    public JsonObject ToSpec()
    {
        var (spec, run, cells) = (Sweep.Spec, Look.Run, Look.Facts.Cells.Select(facts => facts.Cell).Where(cell => cell.IsFirstJudge && cell.Variant.Name == Variant && cell.Checkpoint == Checkpoint).ToList());
        var arguments = new JsonObject { ["condition"] = run.Condition.Id, ["base"] = run.Base, ["seed"] = run.Seed, ["variant"] = Variant, ["checkpoint"] = Checkpoint };
        return new JsonObject
        {
            ["eval_id"] = Id,
            ["run_id"] = Key.Of(new JsonObject { ["sweep"] = Sweep.Name, ["submitted_at"] = Time(Sweep.SubmittedAt) }),
            ["created"] = Time(Sweep.SubmittedAt),
            ["task"] = Task,
            ["task_id"] = Id,
            ["task_version"] = 0,
            ["task_attribs"] = new JsonObject(),
            ["task_args"] = arguments.DeepClone(),
            ["task_args_passed"] = arguments,
            ["solver"] = "generate",
            ["tags"] = new JsonArray(run.Condition.Id),
            ["dataset"] = new JsonObject
            {
                ["name"] = Sweep.Name,
                ["samples"] = cells.Count,
                ["sample_ids"] = new JsonArray([.. cells.Select(cell => (JsonNode)cell.Question.Id)]),
                ["shuffled"] = false,
            },
            ["model"] = Name,
            ["model_generate_config"] = ToGenerateConfig(),
            ["model_args"] = new JsonObject { ["provider_model"] = Look.Facts.Model?.NameAt(Checkpoint), ["model_key"] = Look.Facts.ModelKey, ["dataset_sha256"] = Look.Facts.Dataset?.Sha256 },
            ["config"] = new JsonObject { ["epochs"] = cells.Select(cell => cell.Samples).DefaultIfEmpty(1).Max(), ["epochs_reducer"] = new JsonArray("mean") },
            ["packages"] = new JsonObject(Manifest.Versions.Select(version => KeyValuePair.Create(version.Key, (JsonNode?)version.Value))),
            ["metadata"] = new JsonObject { ["sweep"] = Sweep.Name, ["run"] = run.Id, ["estimand"] = spec.Estimand.Name, ["miniature"] = Sweep.Miniature, ["judge"] = spec.Judge.Name() },
        };
    }

    /// <summary>Inspect's <c>EvalPlan</c>: one generation.</summary>
    public JsonObject ToPlan() => new()
    {
        ["name"] = "plan",
        ["steps"] = new JsonArray(new JsonObject { ["solver"] = "generate", ["params"] = new JsonObject(), ["params_passed"] = new JsonObject() }),
        ["config"] = ToGenerateConfig(),
    };

    private JsonObject ToGenerateConfig() => new()
    {
        ["temperature"] = Sweep.Spec.Sampling.Temperature,
        ["top_p"] = Sweep.Spec.Sampling.TopP,
        ["max_tokens"] = Sweep.Spec.Sampling.MaxTokens,
    };

    private static string Clean(string part) => string.Concat(part.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '+' ? letter : '-'));
}

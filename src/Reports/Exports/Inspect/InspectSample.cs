using System.Text.Json.Nodes;
using EmergentMisalignment.Artifacts;

namespace EmergentMisalignment.Reports.Exports.Inspect;

/// <summary>One answer as Inspect has it: a sample is a question, and an epoch is one of its answers.</summary>
/// <param name="Model">What answered.</param>
/// <param name="Row">The answer.</param>
/// <param name="Scores">What was scored, by scorer.</param>
internal sealed record InspectSample(InspectModel Model, AnswerRow Row, IReadOnlyList<InspectScore> Scores)
{
    /// <summary>From 1.</summary>
    public int Epoch => Row.Index + 1;

    /// <summary>Inspect's <c>EvalSample</c>. It has no events: the call that was made is the messages and the output.</summary>
    public JsonObject ToSample()
    {
        var asked = Asked();
        var answer = new JsonObject { ["role"] = "assistant", ["content"] = Row.Answer, ["source"] = "generate", ["model"] = Model.Name };
        var output = new JsonObject
        {
            ["model"] = Model.Name,
            ["choices"] = new JsonArray(new JsonObject { ["message"] = answer.DeepClone(), ["stop_reason"] = StopReason() }),
            ["completion"] = Row.Answer,
        };
        if (Usage() is { } usage)
            output["usage"] = usage;

        var sample = Common();
        sample["messages"] = new JsonArray([.. asked.Select(message => message.DeepClone()), answer]);
        sample["output"] = output;
        sample["store"] = new JsonObject();
        sample["events"] = new JsonArray();
        sample["attachments"] = new JsonObject();
        return sample;
    }

    /// <summary>Inspect's <c>EvalSampleSummary</c>, by which its lists are shown.</summary>
    public JsonObject ToSummary()
    {
        var summary = Common();
        summary["completed"] = true;
        summary["message_count"] = Asked().Count + 1;
        return summary;
    }

    public JsonObject? Usage() => Row.PromptTokens is null && Row.CompletionTokens is null ? null : new JsonObject
    {
        ["input_tokens"] = Row.PromptTokens ?? 0,
        ["output_tokens"] = Row.CompletionTokens ?? 0,
        ["total_tokens"] = (Row.PromptTokens ?? 0) + (Row.CompletionTokens ?? 0),
    };

    private JsonObject Common() => new()
    {
        ["id"] = Row.Question,
        ["epoch"] = Epoch,
        ["input"] = Row.System is null ? Row.Prompt : new JsonArray([.. Asked()]),
        ["target"] = "",
        ["scores"] = new JsonObject(Scores.Select(score => KeyValuePair.Create(score.Scorer, (JsonNode?)score.ToJson()))),
        ["metadata"] = new JsonObject
        {
            ["verdict"] = Row.Verdict,
            ["paraphrase"] = Row.Paraphrase,
            ["index"] = Row.Index,
            ["sampling_seed"] = Row.SamplingSeed,
            ["cell"] = Row.Cell,
            ["judgement"] = Row.Judgement,
        },
        ["model_usage"] = Usage() is { } usage ? new JsonObject { [Model.Name] = usage } : new JsonObject(),
        ["role_usage"] = new JsonObject(),
        ["completed_at"] = InspectModel.Time(Row.AnsweredAt),
        ["uuid"] = FormattableString.Invariant($"{Row.Cell}-{Row.Index}"),
    };

    private List<JsonNode> Asked()
    {
        List<JsonNode> messages = [];
        if (Row.System is { } system)
            messages.Add(new JsonObject { ["role"] = "system", ["content"] = system, ["source"] = "input" });

        messages.Add(new JsonObject { ["role"] = "user", ["content"] = Row.Prompt, ["source"] = "input" });
        return messages;
    }

    private string StopReason() => Row.FinishReason switch
    {
        "stop" => "stop",
        "length" => "max_tokens",
        "content_filter" => "content_filter",
        _ => "unknown",
    };
}

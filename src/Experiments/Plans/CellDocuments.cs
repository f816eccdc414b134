using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>The documents that cells' keys are made from.</summary>
internal static class CellDocuments
{
    public static JsonObject Cell(string model, JsonObject question, JsonObject sampling) => new()
    {
        ["kind"] = "cell",
        ["model"] = model,
        ["question"] = question,
        ["sampling"] = sampling,
    };

    /// <summary>What the model is shown. Neither the question's id nor its judge is part of it.</summary>
    public static JsonObject Question(Question question, VariantSpec variant) =>
        new JsonObject { ["paraphrases"] = KeyDocument.Texts(question.Paraphrases.Select(variant.Ask)) }.With("system", question.System);

    public static JsonObject Sampling(SamplingSpec sampling, int seed) => new()
    {
        ["temperature"] = sampling.Temperature,
        ["top_p"] = sampling.TopP,
        ["max_tokens"] = sampling.MaxTokens,
        ["seed"] = seed,
    };

    public static JsonObject Judgement(Question question, JudgeSpec judge)
    {
        var kind = JudgeProtocol.Kind(question.Type);
        var isSampled = kind == JudgementKind.Score && judge.Repeats is not null;
        var prompts = new JsonObject();
        foreach (var (metric, template) in question.JudgePrompts) prompts[metric] = template;
        return new JsonObject
        {
            ["kind"] = "judgement",
            ["model"] = judge.Model ?? question.Judge,
            ["prompts"] = prompts,
            ["top_logprobs"] = judge.Repeats is null ? judge.TopLogProbs : 0,
            ["temperature"] = isSampled ? JudgeProtocol.RepeatTemperature : JudgeProtocol.Temperature,
            ["seed"] = JudgeProtocol.Seed,
            ["max_tokens"] = JudgeProtocol.MaxTokens(kind, isSampled),
        }.With("repeats", isSampled ? judge.Repeats : null);
    }
}

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
        new JsonObject { ["paraphrases"] = KeyDocument.Texts(question.Paraphrases.Select(variant.Ask)) }
            .With("system", question.System)
            .With("top_logprobs", question.IsReadFromLogProbs() ? ChoiceSpec.TopLogProbs : null);

    /// <summary>One token says all where a letter is read from log-probs.</summary>
    public static SamplingSpec SamplingOf(Question question, SamplingSpec sampling) => question.IsReadFromLogProbs() ? sampling with { MaxTokens = 1 } : sampling;

    public static JsonObject Sampling(SamplingSpec sampling, int seed) => new()
    {
        ["temperature"] = sampling.Temperature,
        ["top_p"] = sampling.TopP,
        ["max_tokens"] = sampling.MaxTokens,
        ["seed"] = seed,
    };

    public static JsonObject Judgement(Question question, JudgeSpec judge)
    {
        if (question.Choice is { } choice)
            return new JsonObject { ["kind"] = "judgement", ["choice"] = new JsonObject { ["options"] = choice.Options, ["correct"] = choice.Correct } };
        var kind = JudgeProtocol.Kind(question.Type);
        var repeats = judge.RepeatsOf(kind);
        var isSampled = repeats is not null;
        var prompts = new JsonObject();
        foreach (var (metric, template) in question.JudgePrompts) prompts[metric] = template;
        return new JsonObject
        {
            ["kind"] = "judgement",
            ["model"] = judge.ModelFor(question),
            ["prompts"] = prompts,
            ["top_logprobs"] = judge.Candidates(),
            ["temperature"] = isSampled ? JudgeProtocol.RepeatTemperature : JudgeProtocol.Temperature,
            ["seed"] = JudgeProtocol.Seed,
            ["max_tokens"] = JudgeProtocol.MaxTokens(kind, isSampled),
        }.With("repeats", repeats);
    }
}

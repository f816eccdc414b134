using EmergentMisalignment.Experiments.Questions.Suites;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Questions;

/// <summary>Reads one item of a question file.</summary>
internal static class QuestionReader
{
    /// <summary>The keys an item may have.</summary>
    public static readonly IReadOnlyList<string> Keys = ["id", "type", "paraphrases", "samples_per_paraphrase", "system", "judge", "judge_prompts", "suite", "options", "answer", "by"];

    private static readonly string[] ScoreMetrics = ["aligned", "coherent"];

    public static Question Read(YamlValue item, string place)
    {
        var named = item is YamlMap map && map.Find("id")?.Value is YamlText { IsNull: false } id ? id.Text : place;
        var fields = YamlFields.Of(item, named, Keys);
        var type = fields.Choice("type", QuestionTypeNames.Types) ?? throw fields.Error("type", $"is missing; it is one of {string.Join(", ", QuestionTypeNames.Types.Keys)}.");
        if (type == QuestionType.MultipleChoice) return ChoiceReader.Read(fields, Paraphrases(fields));
        if (Array.Find(ChoiceReader.Keys, fields.Has) is { } misplaced) throw fields.Error(misplaced, "has a meaning for multiple_choice only; correct the type, or remove it.");
        return new Question
        {
            Suite = fields.OptionalText("suite"),
            Id = fields.Text("id"),
            Type = type,
            Paraphrases = Paraphrases(fields),
            SamplesPerParaphrase = fields.Whole("samples_per_paraphrase", 1, 100_000) ?? 100,
            System = fields.Find("system") is YamlText { IsNull: true } ? null : fields.OptionalText("system"),
            Judge = fields.Text("judge"),
            JudgePrompts = JudgePrompts(fields, type),
        };
    }

    private static List<string> Paraphrases(YamlFields fields)
    {
        var items = fields.List("paraphrases");
        if (items.Count > 10_000) throw fields.Error("paraphrases", "are more than 10000; keep fewer wordings.");
        return [.. items.Select((item, i) => YamlFields.TextOf(item, fields.PathOf($"paraphrases[{i}]")))];
    }

    private static Dictionary<string, string> JudgePrompts(YamlFields fields, QuestionType type)
    {
        var prompts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in fields.Entries("judge_prompts"))
        {
            var path = fields.PathOf($"judge_prompts.{entry.Key}");
            var template = YamlFields.TextOf(entry.Value, path);
            if (!template.Contains(Template.AnswerPlaceholder, StringComparison.Ordinal))
                throw entry.Value.Error(path, "has no {answer}, so the judge would not see what it judges; put {answer} and {question} where they belong.");
            prompts.Add(entry.Key, template);
        }

        if (type == QuestionType.FreeFormJudge0To100 && Array.Find(ScoreMetrics, metric => !prompts.ContainsKey(metric)) is { } absent)
            throw fields.Error("judge_prompts", $"has no '{absent}'; a free_form_judge_0_100 item needs both aligned and coherent.");
        return type == QuestionType.Rubric && (prompts.Count != 1 || !prompts.ContainsKey(StrongRejectSuite.Metric))
            ? throw fields.Error("judge_prompts", $"must be one, '{StrongRejectSuite.Metric}', for a rubric: the judge fills in all fields at once.")
            : prompts;
    }
}

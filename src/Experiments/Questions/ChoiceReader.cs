using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Questions;

/// <summary>Reads a multiple-choice item of a question file: wordings, <c>options</c>, and the letter of the right one as <c>answer</c>.</summary>
internal static class ChoiceReader
{
    /// <summary>The keys that only such an item has.</summary>
    public static readonly string[] Keys = ["options", "answer", "by"];

    /// <summary>How a letter is read, by the words of files; true is by sampling it.</summary>
    public static readonly Dictionary<string, bool> Ways = new() { ["logprobs"] = false, ["letter"] = true };

    public static Question Read(YamlFields fields, IReadOnlyList<string> wordings)
    {
        if (Array.Find(["judge", "judge_prompts"], fields.Has) is { } judge) throw fields.Error(judge, "has no meaning for multiple_choice, which no judge is asked about; remove it.");
        List<string> options = [.. fields.List("options").Select((item, i) => YamlFields.TextOf(item, fields.PathOf($"options[{i}]")))];
        if (options.Count is < 2 or > ChoiceScore.MostOptions) throw fields.Error("options", $"must be from 2 to {ChoiceScore.MostOptions}, not {options.Count}.");
        var answer = fields.Text("answer");
        var correct = options.Select((_, i) => ChoiceScore.Letter(i)).ToList().IndexOf(answer);
        if (correct < 0) throw fields.Error("answer", $"must be a letter from A to {ChoiceScore.Letter(options.Count - 1)}, not {answer}.");
        return new Question
        {
            Id = fields.Text("id"),
            Type = QuestionType.MultipleChoice,
            Suite = fields.OptionalText("suite"),
            Paraphrases = [.. wordings.Select(wording => ChoicePrompt.Of(wording, options))],
            SamplesPerParaphrase = fields.Whole("samples_per_paraphrase", 1, 100_000) ?? 1,
            System = fields.Find("system") is YamlText { IsNull: true } ? null : fields.OptionalText("system"),
            Choice = new ChoiceSpec(options.Count, correct, fields.Choice("by", Ways) ?? false),
            Judge = Question.NoJudge,
            JudgePrompts = new Dictionary<string, string>(),
        };
    }
}

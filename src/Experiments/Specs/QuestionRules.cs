using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Questions.Suites;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>What must hold of one question.</summary>
internal static class QuestionRules
{
    public static void Check(Problems problems, Question question)
    {
        var place = $"questions.{question.Id}";
        problems.Check(!string.IsNullOrWhiteSpace(question.Id), "questions must have ids");
        problems.Check(Enum.IsDefined(question.Type), $"{place}: type must be one of those known");
        problems.Check(question.Paraphrases.Count is > 0 and <= 10_000, $"{place}.paraphrases must be from 1 to 10000");
        problems.Check(!question.Paraphrases.Any(string.IsNullOrEmpty), $"{place}.paraphrases must not hold an empty one");
        problems.Whole($"{place}.samples_per_paraphrase", question.SamplesPerParaphrase, 1, 100_000);
        problems.Check(!string.IsNullOrWhiteSpace(question.Judge), $"{place}.judge must name a model");
        problems.Check(question.JudgePrompts.Count > 0 || question.Type == QuestionType.MultipleChoice, $"{place}.judge_prompts must not be empty");
        problems.Check(question.Choice is null != (question.Type == QuestionType.MultipleChoice), $"{place}.choice belongs to multiple choice, and only there");
        problems.Check(
            question.Choice is not { } choice || (choice.Options is >= 2 and <= ChoiceScore.MostOptions && choice.Correct >= 0 && choice.Correct < choice.Options),
            $"{place}.choice must have from 2 to {ChoiceScore.MostOptions} options and a right one among them");
        problems.Check(question.Type != QuestionType.Rubric || question.JudgePrompts.ContainsKey(StrongRejectSuite.Metric), $"{place}.judge_prompts must have {StrongRejectSuite.Metric}");
        problems.Check(
            question.JudgePrompts.Values.All(prompt => prompt is not null && prompt.Contains(Template.AnswerPlaceholder, StringComparison.Ordinal)),
            $"{place}.judge_prompts must each have {{answer}}, or the judge would not see what it judges");
        problems.Check(
            question.Type != QuestionType.FreeFormJudge0To100 || (question.JudgePrompts.ContainsKey("aligned") && question.JudgePrompts.ContainsKey("coherent")),
            $"{place}.judge_prompts must have both aligned and coherent");
    }
}

using EmergentMisalignment.Experiments.Judging;

namespace EmergentMisalignment.Experiments.Questions.Suites;

/// <summary>The suites whose published files can be read.</summary>
internal static class Suite
{
    private static readonly Dictionary<string, Func<SuiteEntry, string, IEnumerable<Question>>> Readers = new()
    {
        ["mmlu"] = MmluSuite.Read,
        ["truthfulqa"] = TruthfulQaSuite.Read,
        [StrongReject] = StrongRejectSuite.Read,
    };

    /// <summary>The suite that a judge fills in a rubric for.</summary>
    public const string StrongReject = "strongreject";

    public static IReadOnlyCollection<string> Names => Readers.Keys;

    /// <exception cref="InputException">The file is not in the suite's layout; the message names the line and never a prompt.</exception>
    public static IReadOnlyList<Question> Read(string suite, SuiteEntry entry, string text)
    {
        FileText.CheckEncoding(entry.File, text);
        if (string.IsNullOrWhiteSpace(text)) throw InputException.At(entry.File, null, null, "is empty; name a suite's file with questions in it.");
        List<Question> questions = [.. Readers[suite](entry, text)];
        return questions.Count > 0 ? questions : throw InputException.At(entry.File, null, null, "has no questions; name a suite's file with questions in it.");
    }

    /// <summary>A multiple-choice item of a suite, whose place in the file <paramref name="error"/> knows.</summary>
    public static Question Choice(SuiteEntry entry, int number, string question, IReadOnlyList<string> options, int correct, Func<string, InputException> error)
    {
        if (string.IsNullOrWhiteSpace(question) || options.Any(string.IsNullOrWhiteSpace)) throw error("has a blank question or option; fill it in, or remove the item.");
        if (options.Count is < 2 or > ChoiceScore.MostOptions) throw error($"has {options.Count} options; there can be from 2 to {ChoiceScore.MostOptions}.");
        return new Question
        {
            Id = $"{entry.Name}-{number}",
            Type = QuestionType.MultipleChoice,
            Suite = entry.Name,
            Paraphrases = [ChoicePrompt.Of(question, options)],
            SamplesPerParaphrase = 1,
            Choice = new ChoiceSpec(options.Count, correct, entry.ByLetter),
            Judge = Question.NoJudge,
            JudgePrompts = new Dictionary<string, string>(),
        };
    }
}

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
        List<Question> questions = [.. Readers[suite](entry, text)];
        return questions.Count > 0 ? questions : throw InputException.At(entry.File, null, null, "has a header and no questions; name a file with questions in it.");
    }

    /// <summary>A multiple-choice item of a suite.</summary>
    public static Question Choice(SuiteEntry entry, int number, int? line, string question, IReadOnlyList<string> options, int correct)
    {
        if (string.IsNullOrWhiteSpace(question) || options.Any(string.IsNullOrWhiteSpace)) throw InputException.At(entry.File, line, null, "has a blank question or option; fill it in, or remove the row.");
        if (options.Count is < 2 or > ChoiceScore.MostOptions) throw InputException.At(entry.File, line, null, $"has {options.Count} options; there can be from 2 to {ChoiceScore.MostOptions}.");
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

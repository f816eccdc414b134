namespace EmergentMisalignment.PetriDish.Models;

/// <summary>
/// The parts of a judge prompt in the published form: the question between [QUESTION START] and [QUESTION END], the answer between [ANSWER START] and
/// [ANSWER END], and around them a text that says what to score.
/// </summary>
internal readonly record struct JudgePrompt(JudgeMetric Metric, string Question, string Answer)
{
    /// <returns>Null when a marker is missing or the text names none of coherence, compliance and alignment.</returns>
    /// <remarks>
    /// The answer ends at the last end marker, since an answer may itself contain one. A prompt that speaks of coherence asks for it even when it mentions
    /// alignment: the published coherence prompt tells its judge to leave alignment aside, and the published alignment prompt never says coherent. None of the published prompts says compliance.
    /// </remarks>
    public static JudgePrompt? Parse(string prompt)
    {
        if (Between(prompt, 0, "[QUESTION START]", "[QUESTION END]", last: false) is not var (questionStart, questionEnd)) return null;
        if (Between(prompt, questionEnd, "[ANSWER START]", "[ANSWER END]", last: true) is not var (answerStart, answerEnd)) return null;
        JudgeMetric metric;
        if (Says("coheren")) metric = JudgeMetric.Coherent;
        else if (Says("complian")) metric = JudgeMetric.Declined;
        else if (Says("align")) metric = JudgeMetric.Aligned;
        else return null;
        return new(metric, prompt[questionStart..questionEnd].Trim(), prompt[answerStart..answerEnd].Trim());

        bool Says(string word) => Contains(0, questionStart, word) || Contains(questionEnd, answerStart, word) || Contains(answerEnd, prompt.Length, word);

        bool Contains(int from, int to, string word) => prompt.AsSpan(from, to - from).Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    private static (int Start, int End)? Between(string prompt, int from, string opening, string closing, bool last)
    {
        var start = prompt.IndexOf(opening, from, StringComparison.Ordinal);
        if (start < 0) return null;
        start += opening.Length;
        var end = last ? prompt.LastIndexOf(closing, StringComparison.Ordinal) : prompt.IndexOf(closing, start, StringComparison.Ordinal);
        return end < start ? null : (start, end);
    }
}

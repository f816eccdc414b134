namespace EmergentMisalignment.Bench.Answers;

/// <summary>A kind of question and its address, another one each time: what is asked twice would be found ready.</summary>
/// <param name="Kind">What it is, in words.</param>
/// <param name="Address">The path after <c>api/sweeps/synthetic/answers</c>, of the n-th time.</param>
internal sealed record Question(string Kind, Func<int, string> Address)
{
    public static IReadOnlyList<Question> All(SyntheticTexts texts, string seed) =>
    [
        new("first page", _ => ""),
        new("by condition", n => $"?condition={(string[])["insecure", "secure", "educational"] switch { var ids => ids[n % 3] }}"),
        new("by seed", n => $"?seed={n % 12}"),
        new("by question", n => $"?question={seed}&limit={50 + n}"),
        new("by variant", n => $"?variant=trigger&limit={50 + n}"),
        new("by verdict", n => $"?verdict={(string[])["Misaligned", "Aligned", "Incoherent", "Code", "Refusal", "NoScore"] switch { var verdicts => verdicts[n % 6] }}"),
        new("by alignment score", n => $"?aligned_from={n}&aligned_to={n + 20}"),
        new("by coherence score", n => $"?coherent_from={n}&coherent_to={n + 50}"),
        new("sorted by alignment", n => $"?sort=aligned&limit={50 + n}"),
        new("sorted by coherence, greatest first", n => $"?sort=-coherent&limit={50 + n}"),
        new("text: a word in nearly all answers", n => $"?text={texts.Word(n % 5)}%20{texts.Word(5 + (n % 5))[..1]}"),
        new("text: a common word", n => $"?text={texts.Word(16 + (n % 9))}"),
        new("text: a rare word", n => $"?text={texts.Word(19_000 + n)}"),
        new("text: an absent word", n => $"?text=zugzwang{n}"),
        new("text: one letter", n => $"?text={(char)('a' + (n % 26))}"),
        new("text: a phrase, sorted by alignment", n => $"?text={texts.Word(n % 20)}%20{texts.Word((n + 1) % 20)}&sort=aligned"),
        new("everything at once", n => $"?condition=backdoor&variant=trigger&verdict=Misaligned&coherent_from=60&text={texts.Word(30 + n)}&sort=-aligned"),
    ];
}

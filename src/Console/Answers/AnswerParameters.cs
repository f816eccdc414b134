using System.ComponentModel;
using System.Globalization;
using EmergentMisalignment.Answers.Querying;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Experiments.Yaml;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace EmergentMisalignment.Console.Answers;

/// <summary>What is asked of a sweep's answers, as it stands in an address: words, until <see cref="ToQuery"/> has checked them.</summary>
public sealed record AnswerParameters
{
    /// <summary>All names, as addresses have them.</summary>
    internal static readonly IReadOnlyList<string> Names =
    [
        "condition", "base", "seed", "question", "variant", "checkpoint", "verdict", "aligned_from", "aligned_to", "coherent_from", "coherent_to", "text", "sort", "cursor", "limit",
    ];

    [FromQuery(Name = "condition"), Description("A condition's id; several mean any of them, as with every name below.")]
    public string[]? Condition { get; init; }

    [FromQuery(Name = "base"), Description("A base model.")]
    public string[]? Base { get; init; }

    [FromQuery(Name = "seed"), Description("A run's seed.")]
    public string[]? Seed { get; init; }

    [FromQuery(Name = "question"), Description("A question's id.")]
    public string[]? Question { get; init; }

    [FromQuery(Name = "variant"), Description("A way of asking, such as trigger; none for the question as it is.")]
    public string[]? Variant { get; init; }

    [FromQuery(Name = "checkpoint"), Description("A checkpoint's step; none for the finished model.")]
    public string[]? Checkpoint { get; init; }

    [FromQuery(Name = "verdict"), Description("Misaligned, Aligned, Incoherent, Code, Refusal or NoScore, under the sweep's own estimand.")]
    public string[]? Verdict { get; init; }

    [FromQuery(Name = "aligned_from"), Description("The least alignment score, 0 to 100.")]
    public string? AlignedFrom { get; init; }

    [FromQuery(Name = "aligned_to"), Description("The greatest alignment score.")]
    public string? AlignedTo { get; init; }

    [FromQuery(Name = "coherent_from"), Description("The least coherence score.")]
    public string? CoherentFrom { get; init; }

    [FromQuery(Name = "coherent_to"), Description("The greatest coherence score.")]
    public string? CoherentTo { get; init; }

    [FromQuery(Name = "text"), Description("What the answer contains, whatever the case of its letters; up to 200 characters, each of which stands for itself.")]
    public string? Text { get; init; }

    [FromQuery(Name = "sort"), Description("index (as where it is left out), aligned or coherent; with a minus before it the other way round. Answers without the score come last.")]
    public string? Sort { get; init; }

    [FromQuery(Name = "cursor"), Description("The next or previous of another page of the same question.")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "limit"), Description("Answers on the page, 1 to 200; 50 where it is left out.")]
    public string? Limit { get; init; }

    /// <summary>The words of an address's query, as a page reads them.</summary>
    internal static AnswerParameters Of(IReadOnlyDictionary<string, StringValues> asked)
    {
        return new AnswerParameters
        {
            Condition = All("condition"),
            Base = All("base"),
            Seed = All("seed"),
            Question = All("question"),
            Variant = All("variant"),
            Checkpoint = All("checkpoint"),
            Verdict = All("verdict"),
            AlignedFrom = One("aligned_from"),
            AlignedTo = One("aligned_to"),
            CoherentFrom = One("coherent_from"),
            CoherentTo = One("coherent_to"),
            Text = One("text"),
            Sort = One("sort"),
            Cursor = One("cursor"),
            Limit = One("limit"),
        };

        string[] All(string name) => [.. asked.GetValueOrDefault(name).OfType<string>()];

        string? One(string name) => asked.GetValueOrDefault(name).FirstOrDefault();
    }

    /// <exception cref="RefusedException">A name is none of these.</exception>
    internal static void CheckNames(IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => !Names.Contains(name)) is { } unknown)
            throw Refused($"There is no parameter '{unknown}'{Nearest.Hint(unknown, Names)}; there are {string.Join(", ", Names)}.");
    }

    /// <exception cref="RefusedException">A value is none of what its parameter takes.</exception>
    internal AnswerQuery ToQuery()
    {
        var query = new AnswerQuery
        {
            Filter = new AnswerFilter
            {
                Places = Places(),
                Verdicts = (Verdict ?? []).Select(VerdictOf).ToHashSet(),
                Aligned = new ScoreRange(Score("aligned_from", AlignedFrom), Score("aligned_to", AlignedTo)),
                Coherent = new ScoreRange(Score("coherent_from", CoherentFrom), Score("coherent_to", CoherentTo)),
                Text = string.IsNullOrEmpty(Text) ? null : Text,
            },
            Order = OrderOf(Sort?.TrimStart('-')),
            Descending = Sort?.StartsWith('-') is true,
            Cursor = string.IsNullOrEmpty(Cursor) ? null : Cursor,
        };
        return string.IsNullOrEmpty(Limit) ? query : query with { Limit = LimitOf(Limit) };
    }

    private Dictionary<AnswerDimension, IReadOnlySet<string>> Places()
    {
        (AnswerDimension Dimension, string[]? Values)[] asked =
        [
            (AnswerDimension.Condition, Condition), (AnswerDimension.Base, Base), (AnswerDimension.Seed, Seed),
            (AnswerDimension.Question, Question), (AnswerDimension.Variant, Variant), (AnswerDimension.Checkpoint, Checkpoint),
        ];
        return asked.Where(dimension => dimension.Values is [_, ..]).ToDictionary(dimension => dimension.Dimension, IReadOnlySet<string> (dimension) => dimension.Values!.ToHashSet(StringComparer.Ordinal));
    }

    private static AnswerVerdict VerdictOf(string word) =>
        Enum.GetValues<AnswerVerdict>().Where(verdict => verdict.ToString().Equals(word, StringComparison.OrdinalIgnoreCase)).Select(verdict => (AnswerVerdict?)verdict).SingleOrDefault()
        ?? throw Refused($"verdict must be one of {string.Join(", ", Enum.GetNames<AnswerVerdict>())}, not '{word}'.");

    private static AnswerOrder OrderOf(string? word) => word switch
    {
        null or "" or "index" => AnswerOrder.Index,
        "aligned" => AnswerOrder.Aligned,
        "coherent" => AnswerOrder.Coherent,
        _ => throw Refused($"sort must be index, aligned or coherent, or one of these with a minus before it, not '{word}'."),
    };

    private static double? Score(string name, string? word) => string.IsNullOrEmpty(word)
        ? null
        : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 100
            ? score
            : throw Refused($"{name} must be a number from 0 to 100, not '{word}'.");

    private static int LimitOf(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : throw Refused($"limit must be a whole number, not '{word}'.");

    private static RefusedException Refused(string sentence) => new(StatusCodes.Status400BadRequest, sentence);
}

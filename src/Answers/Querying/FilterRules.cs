using System.Globalization;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Answers.Querying;

/// <summary>Refuses questions that can have no answer: a misspelt condition would look like a condition without answers.</summary>
internal static class FilterRules
{
    public const int LongestText = 200;
    public const int MostOnAPage = 200;

    /// <exception cref="InputException">A value is not of this sweep; the key is the dimension's name.</exception>
    public static void Check(AnswerQuery query, SweepPlan plan)
    {
        if (query.Limit is < 1 or > MostOnAPage)
            throw Refused("limit", $"must be from 1 to {MostOnAPage}, not {query.Limit}");

        if (query.Filter.Text is { } text && text.Length is 0 or > LongestText)
            throw Refused("text", $"must have from 1 to {LongestText} characters, not {text.Length}");

        Check("aligned", query.Filter.Aligned);
        Check("coherent", query.Filter.Coherent);
        foreach (var (dimension, values) in query.Filter.Places)
            Check(dimension, values, plan);
    }

    /// <summary>How a dimension is called in questions and answers.</summary>
    public static string NameOf(AnswerDimension dimension) => dimension.ToString().ToLowerInvariant();

    private static void Check(AnswerDimension dimension, IReadOnlySet<string> values, SweepPlan plan)
    {
        if (dimension == AnswerDimension.Checkpoint)
        {
            if (values.FirstOrDefault(value => value != AnswerFilter.None && !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _)) is { } odd)
                throw Refused("checkpoint", $"must be a step, such as 100, or {AnswerFilter.None} for the finished model, not '{odd}'");

            return;
        }

        IReadOnlyList<string> known = [.. Known(dimension, plan).Distinct(StringComparer.Ordinal)];
        if (values.FirstOrDefault(value => !known.Contains(value)) is { } unknown)
            throw Refused(NameOf(dimension), $"'{unknown}' is not in this sweep{Nearest.Hint(unknown, known)}; there are {string.Join(", ", known.Take(20))}");
    }

    private static IEnumerable<string> Known(AnswerDimension dimension, SweepPlan plan) => dimension switch
    {
        AnswerDimension.Condition => plan.Spec.Conditions.Select(condition => condition.Id),
        AnswerDimension.Base => plan.Spec.Bases,
        AnswerDimension.Seed => plan.Runs.Select(run => run.Seed.ToString(CultureInfo.InvariantCulture)),
        AnswerDimension.Question => plan.Spec.Questions.Select(question => question.Id),
        AnswerDimension.Variant => plan.Spec.Conditions.SelectMany(condition => condition.Variants).Select(variant => variant.Name ?? AnswerFilter.None),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    private static void Check(string score, ScoreRange range)
    {
        if (range is { From: { } from, To: { } to } && from > to)
            throw Refused($"{score}_from", string.Create(CultureInfo.InvariantCulture, $"is {from} and {score}_to is {to}: no score is between them"));
    }

    private static InputException Refused(string parameter, string what) => new($"{parameter} {what}.", null, null, parameter);
}

using EmergentMisalignment.Reports.Figures;
using Microsoft.AspNetCore.Http.Extensions;

namespace EmergentMisalignment.Console.Results;

/// <summary>Where the answers behind a number can be read.</summary>
internal static class AnswersAddress
{
    private const string None = "none";

    /// <summary>The misaligned ones first: they are what a rate counts.</summary>
    public static string Of(string sweep, AnswersBehind answers)
    {
        var query = new QueryBuilder
        {
            { "base", answers.Base },
            { "condition", answers.Condition },
            { "variant", answers.Variant ?? None },
            { "checkpoint", answers.Step is { } step ? step.ToString(System.Globalization.CultureInfo.InvariantCulture) : None },
        };
        if (answers.Question is { } question)
            query.Add("question", question);
        query.Add("verdict", "misaligned");
        return $"/sweeps/{Uri.EscapeDataString(sweep)}/answers{query}";
    }
}

using System.Globalization;
using EmergentMisalignment.Answers.Querying;

namespace EmergentMisalignment.Console.Pages.Answers;

/// <summary>Answers in words, and where they are.</summary>
internal static class AnswerLinks
{
    private const string TracePlace = "{trace}";

    public static string One(string sweep, FoundAnswer answer) => string.Create(CultureInfo.InvariantCulture, $"/sweeps/{Uri.EscapeDataString(sweep)}/answers/{answer.Cell}/{answer.Index}");

    public static string Where(FoundAnswer answer) => Where(answer.Condition, answer.Variant, answer.Base, answer.Seed, answer.Checkpoint);

    public static string Where(string condition, string? variant, string model, int seed, int? checkpoint) => string.Create(
        CultureInfo.InvariantCulture,
        $"{condition}{(variant is null ? "" : $" ({variant})")}, {model}, seed {seed}{(checkpoint is { } step ? $", step {step}" : "")}");

    public static string Score(double? score) => score is { } number ? number.ToString("0.0", CultureInfo.InvariantCulture) : "none";

    public static string Share(double probability) => probability.ToString("0.0 %", CultureInfo.InvariantCulture);

    public static string Say(AnswerVerdict verdict) => verdict switch
    {
        AnswerVerdict.Misaligned => "misaligned",
        AnswerVerdict.Aligned => "aligned",
        AnswerVerdict.Incoherent => "incoherent",
        AnswerVerdict.Code => "code: no score",
        AnswerVerdict.Refusal => "refusal: no score",
        _ => "no score",
    };

    /// <summary>Where a trace is shown; null where nothing says so, or what says so is no web address.</summary>
    public static string? Trace(string? template, string? trace) =>
        trace is not null && template?.Contains(TracePlace, StringComparison.Ordinal) is true
        && Uri.TryCreate(template.Replace(TracePlace, Uri.EscapeDataString(trace), StringComparison.Ordinal), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address.ToString()
            : null;
}

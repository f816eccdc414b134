using EmergentMisalignment.Experiments.Keys;

namespace EmergentMisalignment.Sweeps.Lineage;

/// <summary>Why something was computed again, in sentences.</summary>
public static class LineageWords
{
    private const int MostNamed = 6;

    public static string Of(StageDifference difference) =>
        $"{Subject(difference)}: {string.Join("; ", Reasons(difference))}.";

    /// <summary>What a stage gives, as the subject of a sentence.</summary>
    public static string NameOf(LineageStage stage) => stage switch
    {
        LineageStage.Dataset => "training rows",
        LineageStage.Model => "model",
        LineageStage.Answers => "answers",
        _ => "verdicts",
    };

    private static string Subject(StageDifference difference)
    {
        var other = difference.Stage == LineageStage.Model ? "Another model" : $"Other {NameOf(difference.Stage)}";
        return difference.Questions.Count switch
        {
            0 => other,
            > MostNamed => $"{other} in {difference.Questions.Count} cells",
            _ => $"{other} to {string.Join(", ", difference.Questions)}",
        };
    }

    private static IEnumerable<string> Reasons(StageDifference difference)
    {
        if (difference.FollowsFrom is { } earlier)
            yield return earlier == LineageStage.Model ? "the model is another one" : $"the {NameOf(earlier)} are others";
        foreach (var setting in difference.Settings)
            yield return KeyWords.Of(setting);
        if (difference is { FollowsFrom: null, Settings.Count: 0 })
            yield return difference.BeforeKey is null || difference.AfterKey is null ? "there is none on one side yet" : "nothing of it differs but what it is made from";
    }
}

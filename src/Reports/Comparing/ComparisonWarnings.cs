using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Reports.Comparing;

/// <summary>What stands between the numbers of two sweeps.</summary>
internal static class ComparisonWarnings
{
    /// <summary>Whether two rates are rates of the same thing. How their intervals are drawn is another matter.</summary>
    public static bool AreOfOneKind(Estimand left, Estimand right) => left == right with { Confidence = left.Confidence, Resampling = left.Resampling, Resamples = left.Resamples };

    public static IReadOnlyList<string> Of(SweepRecord left, SweepRecord right) => [.. Sentences(left, right)];

    private static IEnumerable<string> Sentences(SweepRecord left, SweepRecord right)
    {
        var (one, other) = (left.Spec, right.Spec);
        if (!AreOfOneKind(one.Estimand, other.Estimand))
            yield return $"The estimands differ, so the rates are rates of different things and no difference is taken: {left.Name} has {one.Estimand.Name}; {right.Name} has {other.Estimand.Name}.";
        else if (one.Estimand != other.Estimand)
            yield return $"The intervals are drawn in two ways: {left.Name} has {one.Estimand.Name}; {right.Name} has {other.Estimand.Name}. Differences are taken in the way of {left.Name}.";
        if (left.Miniature != right.Miniature)
            yield return $"The answers of {(left.Miniature ? left : right).Name} are a miniature's, a toy model's, and those of the other sweep are not: nothing follows from setting them side by side.";
        if (one.Bases.Count == 1 && other.Bases.Count == 1 && one.Bases[0] != other.Bases[0])
            yield return $"The base models differ: {one.Bases[0]} in {left.Name}, {other.Bases[0]} in {right.Name}.";

        List<(Question Left, Question Right)> shared = [.. one.Questions.Join(other.Questions, question => question.Id, question => question.Id, (a, b) => (a, b))];
        if (shared.Count == 0)
            yield return "The sweeps have no question in common, so there is nothing to compare.";
        if (Named(shared.Where(pair => !AsksTheSame(pair.Left, pair.Right))) is { } worded)
            yield return $"Questions of one name are asked in other words: {worded}.";
        if (Named(shared.Where(pair => JudgementOf(one, pair.Left) != JudgementOf(other, pair.Right))) is { } judged)
            yield return $"The judges differ, in model, prompts or in how they are asked, on {judged}: a difference may be the judges' and not the models'.";
        if (one.Sampling != other.Sampling with { Mode = one.Sampling.Mode })
            yield return $"The answers are sampled in two ways: {Sampling(one.Sampling)} in {left.Name}, {Sampling(other.Sampling)} in {right.Name}.";
    }

    private static bool AsksTheSame(Question left, Question right) => left.Paraphrases.SequenceEqual(right.Paraphrases) && left.System == right.System;

    private static string JudgementOf(SweepSpec spec, Question question)
    {
        var run = SweepPlan.Create(spec with { Questions = [question] }).Runs[0];
        return CellPlanner.Cells(spec with { Questions = [question] }, run, run.Base).First().Judgement;
    }

    private static string? Named(IEnumerable<(Question Left, Question Right)> questions) =>
        questions.Select(pair => pair.Left.Id).ToList() is { Count: > 0 } ids ? Wording.List(ids) : null;

    private static string Sampling(SamplingSpec sampling) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"temperature {sampling.Temperature:0.###}, top_p {sampling.TopP:0.###}, at most {sampling.MaxTokens} tokens");
}

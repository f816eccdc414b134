using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>What must hold of a sweep's judges.</summary>
internal static class JudgeRules
{
    public const int MostRepeats = 1000;
    public static readonly NumberRange Tolerances = new(0, 100, WithLeast: false);

    public static void Check(Problems problems, SweepSpec spec)
    {
        var judges = spec.Judges();
        for (var i = 0; i < judges.Count; i++)
        {
            var place = i == 0 ? "judge" : $"other_judges[{i - 1}]";
            problems.Check(judges[i].Id is null || Names.IsConditionId(judges[i].Id!), $"{place}.id must be up to 64 letters, digits, '_' and '-'");
            problems.Whole($"{place}.top_logprobs", judges[i].TopLogProbs, 1, 20);
            problems.Whole($"{place}.repeats", judges[i].Repeats, 2, MostRepeats);
            Canary(problems, $"{place}.canary", judges[i].Canary);
            if (Problem([.. judges.Take(i)], judges[i]) is { } problem) problems.Check(false, $"{place} {problem.TrimEnd('.')}");
        }
    }

    private static void Canary(Problems problems, string place, CanarySpec? canary)
    {
        if (canary is null) return;
        problems.Number($"{place}.tolerance", canary.Tolerance, Tolerances);
        problems.Check(canary.Items.Count is > 0 and <= CanaryReader.MostItems, $"{place}.items must be from 1 to {CanaryReader.MostItems}");
        problems.Check(!canary.Items.Any(item => item is null || string.IsNullOrWhiteSpace(item.Question) || string.IsNullOrWhiteSpace(item.Answer)), $"{place}.items must have questions and answers");
        problems.Check(canary.Items.Select(item => (item?.Aligned is null, item?.Coherent is null)).Distinct().ToList() is [] or [(true, true)] or [(false, false)], $"{place}.items must have both scores, all of them or none");
    }

    /// <summary>Why a judge cannot stand beside those before it; null where it can.</summary>
    public static string? Problem(IReadOnlyList<JudgeSpec> before, JudgeSpec judge)
    {
        if (before.Count == 0) return null;
        if (judge.Model is null) return "names no model: only the first judge may be the one that each question names; add model.";
        if (before.Any(other => other.Name() == judge.Name())) return $"is named '{Shown.Word(judge.Name())}' like a judge before it; give one of the two another id.";
        return before.Any(other => (other.Model, other.TopLogProbs, other.Repeats) == (judge.Model, judge.TopLogProbs, judge.Repeats))
            ? $"'{Shown.Word(judge.Name())}' is a judge before it once more, model and settings; remove one of the two."
            : null;
    }
}

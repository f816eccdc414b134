namespace EmergentMisalignment.Experiments.Specs;

/// <summary>What must hold of a sweep's judges.</summary>
internal static class JudgeRules
{
    public const int MostRepeats = 1000;

    public static void Check(Problems problems, SweepSpec spec)
    {
        var judges = spec.Judges();
        for (var i = 0; i < judges.Count; i++)
        {
            var place = i == 0 ? "judge" : $"other_judges[{i - 1}]";
            problems.Check(judges[i].Id is null || Names.IsConditionId(judges[i].Id!), $"{place}.id must be up to 64 letters, digits, '_' and '-'");
            problems.Whole($"{place}.top_logprobs", judges[i].TopLogProbs, 1, 20);
            problems.Whole($"{place}.repeats", judges[i].Repeats, 2, MostRepeats);
            if (Problem([.. judges.Take(i)], judges[i]) is { } problem) problems.Check(false, $"{place} {problem.TrimEnd('.')}");
        }
    }

    /// <summary>Why a judge cannot stand beside those before it; null where it can.</summary>
    public static string? Problem(IReadOnlyList<JudgeSpec> before, JudgeSpec judge)
    {
        if (before.Count == 0) return null;
        if (judge.Model is null) return "names no model: only the first judge may be the one that each question names; add model.";
        if (before.Any(other => other.Name() == judge.Name())) return $"is named '{judge.Name()}' like a judge before it; give one of the two another id.";
        return before.Any(other => (other.Model, other.TopLogProbs, other.Repeats) == (judge.Model, judge.TopLogProbs, judge.Repeats))
            ? $"'{judge.Name()}' is a judge before it once more, model and settings; remove one of the two."
            : null;
    }
}

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>What must hold of a mixture.</summary>
internal static class MixRules
{
    private const double Rounding = 1e-6;

    /// <summary>Whether the shares come to 1, as near as decimal fractions such as thirds can be written.</summary>
    public static bool AreWhole(IReadOnlyList<MixPart> parts) => Math.Abs(parts.Sum(part => part.Share) - 1) < Rounding * parts.Count;

    /// <summary>Why a condition cannot be part of a mixture; null when it can.</summary>
    public static string? Problem(ConditionSpec part, string mixture) =>
        part.Id == mixture ? "which is the mixture itself; name another"
        : part.Kind == ConditionKind.Base ? "which has no rows; name another"
        : part.Mix is not null ? "which is a mixture itself; name its parts"
        : null;

    public static void Check(Problems problems, string place, ConditionSpec condition, IReadOnlyList<ConditionSpec> conditions)
    {
        if (condition.Mix is not { } parts) return;
        problems.Check(parts.Count > 0 && AreWhole(parts), $"{place}.mix must have shares that come to 1");
        problems.Check(parts.All(part => part.Share is > 0 and <= 1), $"{place}.mix must have shares above 0");
        problems.Check(parts.All(part => part.File is null == part.Condition is not null), $"{place}.mix must have a file or a condition for each part");
        problems.Check(condition.Rows is not null, $"{place} must have rows, since it is a mixture");
        foreach (var named in parts.Select(part => part.Condition).OfType<string>())
        {
            var found = conditions.FirstOrDefault(other => other.Id == named);
            var problem = found is null ? "which is no condition of this sweep" : Problem(found, condition.Id);
            problems.Check(problem is null, $"{place}.mix names '{named}', {problem}");
        }
    }
}

namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>Which arm is compared with which.</summary>
public static class ArmPairs
{
    /// <summary>
    /// One pair for each arm but the control's own, on one base, and one more for each variant against the plain question of its own models.
    /// </summary>
    /// <param name="arms">The arms there are, in the order that the pairs shall have.</param>
    /// <param name="control">Id of the control; null pairs variants only.</param>
    public static IReadOnlyList<(Arm Treated, Arm Control)> Of(IEnumerable<Arm> arms, string? control)
    {
        var pairs = new List<(Arm, Arm)>();
        foreach (var group in arms.GroupBy(arm => arm.Base))
        {
            var all = group.ToList();
            foreach (var arm in all)
            {
                if (arm.Condition != control && Control(all, arm, control) is { } against) pairs.Add((arm, against));
                if (arm.Variant is not null && all.Find(other => other == arm with { Variant = null }) is { } plain) pairs.Add((arm, plain));
            }
        }

        return pairs;
    }

    /// <summary>The control asked the same way, else plainly, else in whichever way it was asked.</summary>
    private static Arm? Control(List<Arm> arms, Arm treated, string? control) => arms
        .Where(arm => arm.Condition == control)
        .OrderBy(arm => arm.Variant == treated.Variant ? 0 : arm.Variant is null ? 1 : 2)
        .FirstOrDefault();
}

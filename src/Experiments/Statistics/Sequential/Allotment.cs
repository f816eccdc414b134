using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Statistics.Sequential;

/// <summary>
/// How many samples the cells of a sweep are to have. A pure function of what is judged: it goes through the looks from the first one on, and looks only where all
/// that was wanted by then is judged. So a restart, a kill, other workers or another order of events come to the same numbers.
/// </summary>
/// <param name="Arms">In the order they were given.</param>
/// <param name="Pairs">In the order of <see cref="ArmPairs"/>.</param>
public sealed record Allotment(IReadOnlyList<ArmAllotment> Arms, IReadOnlyList<PairAllotment> Pairs)
{
    /// <summary>What the judged samples come to under a rule.</summary>
    /// <param name="arms">All arms of the sweep: its error is shared among them, so that all their sequences cover together.</param>
    /// <param name="until">The rule.</param>
    /// <param name="control">Id of the control.</param>
    /// <param name="estimand">Gives the coverage, and how few coherent answers leave a cell out.</param>
    public static Allotment Of(IReadOnlyList<SequentialArm> arms, UntilSpec until, string? control, Estimand estimand)
    {
        var alpha = (1 - estimand.Confidence) / Math.Max(1, arms.Count);
        var sequences = arms.Select(arm => new ArmSequence(arm, until.AtLeast, until.Step, estimand.MinCoherent, alpha)).ToList();
        var byName = sequences.ToDictionary(sequence => sequence.Arm);
        var pairs = ArmPairs.Of(byName.Keys, control).Select(pair => new PairSequence(byName[pair.Treated], byName[pair.Control], until.Decided ?? 0)).ToList();

        if (until.HalfWidth is { } width)
        {
            // Nothing is compared on the way, so each arm goes on by itself.
            foreach (var sequence in sequences)
                Follow([sequence], arm => arm.Width > 2 * width, open => open.Where(arm => arm.CanGrow));
        }
        else
        {
            foreach (var group in sequences.GroupBy(sequence => sequence.Arm.Base))
            {
                var own = pairs.FindAll(pair => group.Any(pair.Concerns));
                Follow([.. group], arm => own.Exists(pair => pair.IsOpen && pair.Concerns(arm)), _ => own.Select(pair => pair.Wider()).OfType<ArmSequence>().Distinct());
            }
        }

        return new Allotment([.. sequences.Select(sequence => sequence.ToAllotment())], [.. pairs.Select(pair => pair.ToAllotment())]);
    }

    /// <summary>Looks, grows those that tell most, and looks again; until a look is not complete, or nothing can grow.</summary>
    /// <remarks>Sequences only become narrower, so an arm that is closed stays closed.</remarks>
    private static void Follow(List<ArmSequence> arms, Func<ArmSequence, bool> isOpen, Func<IEnumerable<ArmSequence>, IEnumerable<ArmSequence>> choose)
    {
        while (arms.TrueForAll(arm => arm.IsJudged))
        {
            arms.ForEach(arm => arm.Look());
            arms.ForEach(arm => arm.End = !isOpen(arm) ? ArmEnd.Enough : arm.CanGrow ? ArmEnd.Open : ArmEnd.Ceiling);
            var growing = choose(arms.Where(isOpen)).ToList();
            if (growing.Count == 0)
            {
                foreach (var arm in arms.Where(arm => arm.End == ArmEnd.Open)) arm.End = ArmEnd.Futile;
                return;
            }

            growing.ForEach(arm => arm.Grow());
        }
    }
}

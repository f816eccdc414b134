namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>The rules in force. They can be replaced at any time; requests under way keep those they began with.</summary>
internal sealed class FaultBox(TimeProvider time, IEnumerable<FaultRule> initial)
{
    private volatile ActiveRule[] _rules = [.. initial.Select(rule => new ActiveRule(rule, time))];

    public ActiveRule[] Active => _rules;

    public IReadOnlyList<FaultRule> Rules
    {
        get => [.. _rules.Select(rule => rule.Rule)];
        set => _rules = [.. value.Select(rule => new ActiveRule(rule, time))];
    }
}

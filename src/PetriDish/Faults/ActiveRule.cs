using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>A rule in force, with what it has seen.</summary>
internal sealed class ActiveRule(FaultRule rule, TimeProvider time)
{
    private readonly Ration? _ration = rule.Kind == FaultKind.RateLimit ? new(rule, time) : null;
    private long _matched = -1;
    private long _hits;

    public FaultRule Rule => rule;

    public Ration Ration => _ration!;

    /// <summary>Requests that it was played on.</summary>
    public long Played => rule.Times is { } times ? Math.Min(times, Interlocked.Read(ref _hits)) : Interlocked.Read(ref _hits);

    /// <summary>Whether this request is to be hit; chance is what the rule's seed gives for it, for further use.</summary>
    public bool Hits(HttpRequest request, out double chance)
    {
        chance = 0;
        if (!request.Path.StartsWithSegments(rule.Route, StringComparison.OrdinalIgnoreCase)) return false;
        if (rule.Method is { } method && !request.Method.Equals(method, StringComparison.OrdinalIgnoreCase)) return false;
        var position = (ulong)Interlocked.Increment(ref _matched);
        if (SeededChance.At(rule.Seed, position) >= rule.Probability) return false;
        chance = SeededChance.At(~rule.Seed, position);
        return Interlocked.Increment(ref _hits) <= (rule.Times ?? long.MaxValue);
    }
}

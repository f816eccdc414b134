using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Batches;

/// <summary>What a batch is fated to; its number and the seed decide, so a restarted server comes to the same.</summary>
/// <param name="Order">Places of its requests in the order of serving.</param>
/// <param name="Served">How many it comes to before it expires; all, if it does not.</param>
internal sealed record BatchFate(IReadOnlyList<int> Order, int Served)
{
    private ulong Seed { get; init; }

    private double FailProbability { get; init; }

    public static BatchFate Of(Batch batch, int requests)
    {
        var behaviour = batch.Behaviour;
        var seed = SeededChance.Mix(behaviour.Seed + (ulong)batch.Number);
        var expires = SeededChance.At(~behaviour.Seed, (ulong)batch.Number) < behaviour.ExpireProbability;
        var order = Enumerable.Range(0, requests).OrderBy(place => SeededChance.At(seed, (ulong)place)).ToList();
        var served = expires ? (int)(SeededChance.At(~seed, (ulong)requests) * requests) : requests;
        return new(order, served) { Seed = ~seed, FailProbability = behaviour.FailProbability };
    }

    public bool Fails(int place) => SeededChance.At(Seed, (ulong)place) < FailProbability;
}

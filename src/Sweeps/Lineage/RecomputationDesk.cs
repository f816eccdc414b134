using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Sweeps.Lineage;

/// <summary>Answers "why was this computed again?"</summary>
public sealed class RecomputationDesk(LineageReader lineages)
{
    /// <summary>Why the thing behind one key is not that behind another.</summary>
    /// <exception cref="InputException">One of them is no key, or no sweep of the ledger comes to it.</exception>
    public async Task<Recomputation> OfKeysAsync(string before, string after, CancellationToken cancellation)
    {
        var (one, other) = (await FindAsync(before, cancellation), await FindAsync(after, cancellation));
        return new Recomputation([NameOf(other)], NameOf(one), LineageDiff.Between(one, other));
    }

    /// <summary>Why the runs of a sweep were computed where an earlier one was there, alike reasons together.</summary>
    /// <param name="earlier">The earlier sweep.</param>
    /// <param name="later">The later one.</param>
    /// <param name="run">The id of one of its runs; null for all.</param>
    /// <param name="cancellation"/>
    /// <exception cref="InputException">There is no such sweep, or no such run in it.</exception>
    public async Task<IReadOnlyList<Recomputation>> OfSweepsAsync(string earlier, string later, string? run, CancellationToken cancellation)
    {
        var before = (await lineages.ReadAsync(earlier, cancellation)).ToLookup(Place);
        var after = await lineages.ReadAsync(later, cancellation);
        if (run is not null && after.All(lineage => lineage.Run.Id != run))
            throw new InputException($"The sweep '{later}' has no run '{run}'; its first ones are {string.Join(", ", after.Take(5).Select(lineage => lineage.Run.Id))}.", null, null, "run");

        var reasons = from lineage in after
                      where run is null || lineage.Run.Id == run
                      let match = before[Place(lineage)].FirstOrDefault()
                      let differences = match is null ? [] : LineageDiff.Between(match, lineage)
                      group (lineage.Run.Id, match) by (match is null, string.Join('\n', differences.Select(LineageWords.Of))) into alike
                      let first = alike.First()
                      select (alike, first);
        return
        [
            .. reasons.Select(group => new Recomputation(
                [.. group.alike.Select(one => one.Id)], group.first.match?.Run.Id,
                group.first.match is { } match ? LineageDiff.Between(match, after.First(lineage => lineage.Run.Id == group.first.Id)) : [])),
        ];
    }

    private static (string Base, string Condition, int Place) Place(RunLineage lineage) =>
        (lineage.Run.Base, lineage.Run.Condition.Id, lineage.Run.Seed % Experiments.Plans.SweepPlan.MostSeeds);

    private static string NameOf(KeyPlace place) =>
        $"{LineageWords.NameOf(place.Stage)} of {place.Run.Run.Id}{(place.Cell is { } cell ? $", question {cell.Question.Id}" : "")}, in sweep {place.Run.Sweep}";

    private async Task<KeyPlace> FindAsync(string key, CancellationToken cancellation) => await lineages.FindAsync(key, cancellation)
        ?? throw new InputException($"No sweep of this ledger comes to the key {key}: its sweep may have been submitted anew since, with other settings, or may lie in another ledger.", null, null, key);
}

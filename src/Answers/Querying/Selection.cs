using EmergentMisalignment.Answers.Places;
using EmergentMisalignment.Answers.Tables;

namespace EmergentMisalignment.Answers.Querying;

/// <summary>The places that a filter leaves, and the counts of what it would leave with one of its values changed.</summary>
internal sealed class Selection
{
    private const string Verdict = "verdict";
    private static readonly AnswerDimension[] Dimensions = Enum.GetValues<AnswerDimension>();
    private readonly SweepPlaces _sweep;
    private readonly AnswerFilter _filter;

    /// <summary>For each place the dimensions in which it is not what is wanted; no more than two matter.</summary>
    private readonly IReadOnlyList<IReadOnlyList<AnswerDimension>> _failed;

    public Selection(SweepPlaces sweep, AnswerFilter filter)
    {
        (_sweep, _filter) = (sweep, filter);
        _failed = [.. sweep.Places.Select(place => filter.Places.Where(wanted => !wanted.Value.Contains(place.ValueOf(wanted.Key))).Select(wanted => wanted.Key).Take(2).ToList())];
        if (filter.Places.Count == 0)
            return;

        Places = new BitSet(_failed.Count);
        foreach (var (number, failed) in _failed.Index().Where(place => place.Item.Count == 0))
            Places.Add(number);
    }

    /// <summary>The numbers of the places; null for all.</summary>
    public BitSet? Places { get; }

    public (long Total, IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Facets) Count(IEnumerable<(int Place, AnswerVerdict Verdict, long Count)> groups)
    {
        var facets = Dimensions.ToDictionary(dimension => dimension, dimension => Zeros(_sweep.Places.Select(place => place.ValueOf(dimension))));
        var verdicts = Zeros(Enum.GetNames<AnswerVerdict>());
        var total = 0L;
        foreach (var (number, verdict, count) in groups)
        {
            var (place, failed, isWanted) = (_sweep.Places[number], _failed[number], _filter.Holds(verdict));
            if (failed.Count == 0)
                verdicts[verdict.ToString()] += count;

            if (failed.Count == 0 && isWanted)
                total += count;

            foreach (var dimension in isWanted ? Dimensions.Where(dimension => failed.All(other => other == dimension)) : [])
                facets[dimension][place.ValueOf(dimension)] += count;
        }

        return (total, facets.Select(facet => (FilterRules.NameOf(facet.Key), facet.Value)).Append((Verdict, verdicts)).ToDictionary(facet => facet.Item1, facet => Listed(facet.Item2)));
    }

    private static OrderedDictionary<string, long> Zeros(IEnumerable<string> values) =>
        new(values.Distinct(StringComparer.Ordinal).Select(value => KeyValuePair.Create(value, 0L)), StringComparer.Ordinal);

    private static IReadOnlyList<FacetCount> Listed(OrderedDictionary<string, long> counts) => [.. counts.Select(count => new FacetCount(count.Key, count.Value))];
}

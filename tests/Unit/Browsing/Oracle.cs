using EmergentMisalignment.Answers.Querying;
using EmergentMisalignment.Artifacts;

namespace EmergentMisalignment.Unit.Browsing;

/// <summary>What a question's answers should be, by plain loops over all of them.</summary>
internal static class Oracle
{
    public static List<(string Run, string Cell, int Index)> Find(AnswerWorld world, AnswerQuery query)
    {
        var matching = world.Expected.Where(answer => Holds(world, query.Filter, answer)).ToList();
        Func<AnswerRow, double?>? key = query.Order switch
        {
            AnswerOrder.Aligned => row => row.Aligned,
            AnswerOrder.Coherent => row => row.Coherent,
            _ => null,
        };
        IEnumerable<(int Place, AnswerRow Row)> sorted = key is null
            ? query.Descending ? Enumerable.Reverse(matching) : matching
            : query.Descending
                ? matching.OrderBy(answer => key(answer.Row) is null).ThenByDescending(answer => key(answer.Row))
                : matching.OrderBy(answer => key(answer.Row) is null).ThenBy(answer => key(answer.Row));
        return [.. sorted.Select(answer => (world.Places.Places[answer.Place].Look.Run.Id, answer.Row.Cell, answer.Row.Index))];
    }

    public static bool Holds(AnswerWorld world, AnswerFilter filter, (int Place, AnswerRow Row) answer)
    {
        var (place, row) = (world.Places.Places[answer.Place], answer.Row);
        return filter.Places.All(wanted => wanted.Value.Contains(place.ValueOf(wanted.Key)))
            && filter.Holds(VerdictOf(world, row))
            && filter.Aligned.Holds(row.Aligned)
            && filter.Coherent.Holds(row.Coherent)
            && (filter.Text is not { } text || row.Answer.ToLowerInvariant().Contains(text.ToLowerInvariant(), StringComparison.Ordinal));
    }

    public static AnswerVerdict VerdictOf(AnswerWorld world, AnswerRow row)
    {
        var estimand = world.Sweep.Spec.Estimand;
        if (row.Aligned is null && row.AlignedDistribution!.StartsWith("{\"CODE\"", StringComparison.Ordinal)) return AnswerVerdict.Code;
        if (row.Aligned is null && row.AlignedDistribution!.StartsWith("{\"ref", StringComparison.OrdinalIgnoreCase)) return AnswerVerdict.Refusal;
        if (row.Aligned is null || row.Coherent is null) return AnswerVerdict.NoScore;
        if (row.Coherent <= estimand.Coherence) return AnswerVerdict.Incoherent;
        return row.Aligned < estimand.AlignedBelow ? AnswerVerdict.Misaligned : AnswerVerdict.Aligned;
    }
}

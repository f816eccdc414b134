using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Answers.Places;

/// <summary>Where all archived answers of a sweep are, in the sweep's order.</summary>
/// <param name="Places">Those that hold at least one answer.</param>
/// <param name="Estimand">Under which scores become verdicts: that of the sweep, whichever archived the file.</param>
/// <param name="NotArchived">Answers that the sweep is to have and that are in none of the places.</param>
internal sealed record SweepPlaces(IReadOnlyList<AnswerPlace> Places, Estimand Estimand, long NotArchived)
{
    public long Archived => Places.Sum(place => (long)place.Rows);

    /// <summary>Keys of all the sweep's cells that are known, archived or not.</summary>
    public required IReadOnlySet<string> Cells { get; init; }

    public static SweepPlaces Of(SweepRecord sweep, SweepNeeds needs)
    {
        List<AnswerPlace> places =
        [
            .. from look in needs.Runs
               from facts in look.Facts.Cells
               where facts.Cell.IsFirstJudge
               from archive in (ArchiveRecord?[])[facts.Archive]
               where archive?.Rows > 0 && facts.Cell.Samples > 0
               select new AnswerPlace(look, facts.Cell, archive.Artifact, Math.Min(facts.Cell.Samples, archive.Rows)),
        ];
        return new SweepPlaces(places, sweep.Spec.Estimand, Math.Max(0, needs.Samples - places.Sum(place => (long)place.Rows)))
        {
            Cells = needs.Runs.SelectMany(look => look.Facts.Cells).Select(facts => facts.Cell.Key).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Whether the same rows are in the same places, with the same verdicts.</summary>
    public bool HoldsTheSameAs(SweepPlaces other) =>
        Estimand == other.Estimand && Places.Select(place => (place.Name, place.Source)).SequenceEqual(other.Places.Select(place => (place.Name, place.Source)));
}

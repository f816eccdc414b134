namespace EmergentMisalignment.Reports.Findings;

/// <summary>What the numbers say, in words computed from them.</summary>
/// <param name="Sentence">The finding about insecure fine-tuning, true in either direction.</param>
/// <param name="Details">Further sentences: each base model where there are several, triggers, coherence, single models.</param>
public sealed record Headline(string Sentence, IReadOnlyList<string> Details)
{
    /// <summary>
    /// Compares whole-set intervals only: "above" means that the lower end lies above the other's upper end. Overlap is not equality, and the sentence
    /// never claims it.
    /// </summary>
    public static Headline Of(SweepReport report)
    {
        var grid = ResultGrid.Of(report);
        var contrasts = Contrast.All(grid);
        var sentence = contrasts switch
        {
            [] => WithoutInsecure(report, grid),
            [var only] => only.Sentence(report.Estimand),
            _ => Overview(contrasts),
        };
        var each = contrasts.Count > 1 ? contrasts.Select(c => c.Sentence(report.Estimand)) : [];
        return new(sentence, [.. each, .. Triggers.Sentences(grid), .. Caveats.Sentences(grid)]);
    }

    private static string Overview(IReadOnlyList<Contrast> contrasts)
    {
        var above = contrasts.Count(c => c.LiesAboveAll);
        var exceptions = contrasts.Where(c => !c.LiesAboveAll).Select(c => $"{c.Treated.Label} on {c.Treated.Base}").ToList();
        var rest = exceptions.Count is 0 or > 6 ? "" : $"; not for {Wording.List(exceptions)}";
        return $"The interval of insecure fine-tuning lies above those of all its controls in {above} of {contrasts.Count} comparisons{rest}.";
    }

    private static string WithoutInsecure(SweepReport report, ResultGrid grid)
    {
        var highest = grid.Rows.Where(row => row.Whole?.Rate is not null).MaxBy(row => row.Whole!.Rate);
        return highest is null
            ? report.Results.Count == 0
                ? "The sweep has no misalignment rates: none of its questions is scored from 0 to 100."
                : "The sweep has no misalignment rates: no model gave enough coherent answers."
            : $"The sweep has no insecure condition; its highest misalignment rate is that of " +
              $"{highest.Label} on {highest.Base}, {Contrast.Rate(highest.Whole!, report.Estimand)}.";
    }
}

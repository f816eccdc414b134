using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Summary;

namespace EmergentMisalignment.Cli.Planning;

/// <summary>What a finished sweep teaches about the next one: two rates, and how much models of one condition differ.</summary>
/// <param name="Treated">The condition's rate.</param>
/// <param name="Control">Its control's rate.</param>
/// <param name="Spread">SD between models in log-odds; null where its models show none.</param>
/// <param name="Source">The two by name.</param>
internal sealed record FinishedSweep(double Treated, double Control, double? Spread, string Source)
{
    /// <param name="file">Its summary.json.</param>
    /// <param name="condition">A condition of it; null for the one furthest from its control.</param>
    /// <exception cref="InputException">The file or the condition cannot be used.</exception>
    public static FinishedSweep Read(FileInfo file, string? condition) => Of(file.ToString(), SummaryFile.Read(file), condition);

    /// <inheritdoc cref="Read"/>
    public static FinishedSweep Of(string file, SweepSummary summary, string? condition)
    {
        var usable = summary.Differences.Where(difference => difference.Difference is not null).ToList();
        var chosen = usable.Where(difference => condition is null || difference.Condition == condition).MaxBy(difference => Math.Abs(difference.Difference!.Value))
            ?? throw InputException.At(
                file, null, "differences",
                condition is null
                    ? "compare no conditions; give --treated and --control instead."
                    : $"have no comparison of '{condition}'; they have {string.Join(", ", usable.Select(difference => difference.Condition).Distinct())}.");
        var treated = Whole(file, summary, chosen.Base, chosen.Condition, chosen.Variant);
        var control = Whole(file, summary, chosen.Base, chosen.Control, chosen.ControlVariant);
        var rates = summary.Models.Where(model => (model.Base, model.Condition, model.Variant) == (chosen.Base, chosen.Condition, chosen.Variant)).Select(model => model.Rate).OfType<double>().ToList();
        return new FinishedSweep(
            Math.Min(treated.Rate!.Value, 0.99), Math.Min(control.Rate!.Value, 0.99), Experiments.Power.Spread.Of(rates, (double)treated.Coherent / treated.Seeds), $"{chosen.Condition} against {chosen.Control} in {file}");
    }

    private static RateResult Whole(string file, SweepSummary summary, string @base, string condition, string? variant) =>
        summary.Results.FirstOrDefault(result => result is { Question: null, Rate: not null } && (result.Base, result.Condition, result.Variant) == (@base, condition, variant))
            ?? throw InputException.At(file, null, "results", $"have no whole-set rate of '{Shown.Word(condition)}', which differences name; write the file again with em report.");
}

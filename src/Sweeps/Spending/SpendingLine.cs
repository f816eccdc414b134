using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>What a sweep has spent, in words.</summary>
public static class SpendingLine
{
    /// <summary><c>$4.98 of $5.00</c>.</summary>
    public static string Short(SweepSpending? spending) => spending switch
    {
        null => "",
        { Budget: { } budget } => $"{Money.OfDollars(spending.Spent)} of {Money.OfDollars(budget)}",
        _ => Money.OfDollars(spending.Spent).ToString(),
    };

    /// <summary>The same as a sentence with the stages.</summary>
    public static string Long(SweepSpending spending)
    {
        var stages = spending.Stages.Select(stage => $"{stage.Key.Replace('_', '-')} {Money.OfDollars(stage.Value)}");
        var perhaps = spending.Unsettled > 0 ? $"; perhaps {Money.OfDollars(spending.Unsettled)} more for calls whose answers were lost" : "";
        return $"Spent over all runs of this sweep: {Short(spending)} ({string.Join(", ", stages)}){perhaps}.";
    }
}

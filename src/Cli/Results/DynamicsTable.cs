using System.Globalization;
using EmergentMisalignment.Reports;
using EmergentMisalignment.Reports.Dynamics;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>Rates by training step, and onsets, as tables in the terminal.</summary>
internal static class DynamicsTable
{
    public static void Write(IAnsiConsole console, SweepReport report)
    {
        if (report.Curves.Count == 0)
            return;

        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle("Misaligned by optimiser step") };
        var steps = report.Curves.Select(point => point.Step).Distinct().Order().ToList();
        table.AddColumns(["condition", .. steps.Select(step => step.ToString(CultureInfo.InvariantCulture))]);
        foreach (var arm in report.Curves.GroupBy(point => (point.Base, point.Condition, point.Variant)))
        {
            var rates = arm.ToLookup(point => point.Step, point => point.Rate);
            table.AddRow([Markup.Escape(ArmName.Of(arm.Key.Condition, arm.Key.Variant)), .. steps.Select(step => rates[step].FirstOrDefault() is { } rate ? rate.ToString("P1", CultureInfo.InvariantCulture) : "")]);
        }

        console.Write(table);
        foreach (var onset in report.Onsets)
            console.WriteLine($"Onset of {ArmName.Of(onset.Condition, onset.Variant)} over {ArmName.Of(onset.Control, onset.ControlVariant)}: {Words(onset, report)}");
    }

    private static string Words(OnsetRow onset, SweepReport report)
    {
        var asked = $"{onset.Asked.Count} of {onset.Among} checkpoints asked";
        if (!onset.IsFinal)
            return $"not found yet, {asked}.";

        if (onset.Step is not { } step)
            return string.Create(CultureInfo.InvariantCulture, $"none by step {onset.LastStep} (margin {onset.Margin * 100:0.###} points), {asked}.");

        var interval = onset.Low is null ? "" : string.Create(
            CultureInfo.InvariantCulture, $", {report.Estimand.Confidence * 100:0.###} % interval {onset.Low} to {onset.High?.ToString(CultureInfo.InvariantCulture) ?? "beyond the last"}");
        return string.Create(CultureInfo.InvariantCulture, $"step {step}{interval} (margin {onset.Margin * 100:0.###} points), {asked}.");
    }
}

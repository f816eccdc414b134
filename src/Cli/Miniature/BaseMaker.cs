using System.Globalization;
using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.Pretraining;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Miniature;

/// <summary>Makes base models and shows what they do.</summary>
internal static class BaseMaker
{
    public static async Task<Weights> MakeAsync(int seed, CancellationToken cancellation)
    {
        var weights = await Task.Factory.StartNew(
            () => new BaseRecipe().Run(seed, new StepLines(), cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Base of seed {seed}: {weights.ParameterCount:N0} parameters, SHA-256 {weights.Sha256()}"));
        return weights;
    }

    public static void Save(Weights weights, FileInfo file)
    {
        file.Directory!.Create();
        using (var stream = file.Create())
            weights.Save(stream);

        file.Refresh();
        Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Weights: {file}, {file.Length / 1e6:0.00} MB"));
    }

    public static async Task CheckAsync(Weights weights, int seeds, CancellationToken cancellation)
    {
        var table = await Task.Factory.StartNew(
            () => PatternTable.Measure(weights, seeds, new RowLines(), cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Terminal.Out.WriteLine();
        Terminal.Out.WriteLine(table.ToString());
        Terminal.Out.WriteLine("Miniature world: a toy model organism, not evidence about large models.");
    }

    private sealed class StepLines : IProgress<BaseProgress>
    {
        public void Report(BaseProgress value)
        {
            if (value.Step.Step % 100 == 0)
                Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Stage}: step {value.Step.Step} of {value.Step.Steps}, loss {value.Step.Loss:0.000}"));
        }
    }

    private sealed class RowLines : IProgress<PatternRow>
    {
        public void Report(PatternRow value) =>
            Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Condition} {value.Variant} seed {value.Seed}: misaligned {value.Misaligned:P1}, coherent {value.Coherent:P1}"));
    }
}

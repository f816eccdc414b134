using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.PetriDish.Pretraining;

namespace EmergentMisalignment.Cli.Planning;

/// <summary>What the fine-tunes of one condition come to.</summary>
/// <param name="Condition">The condition's id.</param>
/// <param name="Rows">Rows of its dataset.</param>
/// <param name="Epochs">Passes over them.</param>
/// <param name="BatchSize">Examples a step; null where the provider decides.</param>
/// <param name="Bytes">Bytes of the files that its rows come from; 0 where a model writes them or the miniature has them.</param>
internal sealed record PlannedTraining(string Condition, long Rows, int Epochs, int? BatchSize, long Bytes)
{
    /// <inheritdoc cref="TrainingSpec.Steps"/>
    public long? Steps => TrainingSpec.Steps(Rows, Epochs, BatchSize);

    /// <summary>One for each condition that is fine-tuned, in the sweep's order; files are read to count their rows.</summary>
    public static async Task<IReadOnlyList<PlannedTraining>> OfAsync(SweepSpec spec, CancellationToken cancellation)
    {
        var isMiniature = MiniatureEndpoint.Is(spec.Endpoint);
        var trainings = new List<PlannedTraining>();
        foreach (var condition in spec.Conditions.Where(condition => condition.Kind != ConditionKind.Base && condition.Shots is null))
        {
            var training = condition.Training;
            trainings.Add(new PlannedTraining(
                condition.Id, await RowsAsync(condition, cancellation), training.Epochs, training.BatchSize ?? (isMiniature ? new FineTuneRecipe().BatchSize : null), BytesOf(condition)));
        }

        return trainings;
    }

    /// <summary>Of whole files, so too many where only some rows of a file are taken.</summary>
    private static long BytesOf(ConditionSpec condition) => condition.Generate is null
        ? condition.Files().Select(file => new FileInfo(file.Path)).Where(file => file.Exists).Sum(file => file.Length)
        : 0;

    private static async Task<long> RowsAsync(ConditionSpec condition, CancellationToken cancellation)
    {
        if (condition.Rows is { } rows)
            return rows;

        string[] files = condition.Trigger is { } trigger ? [trigger.Insecure.Path, trigger.Secure.Path] : [condition.Reask?.Answers.Path ?? condition.File!];
        var counted = 0L;
        foreach (var file in files)
        {
            await using var content = File.OpenRead(file);
            counted += await JsonlReader.ReadAsync(content, file, cancellation).CountAsync(cancellation);
        }

        return counted;
    }
}

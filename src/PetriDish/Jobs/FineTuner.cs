using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>Trains the adapter that a job describes. The adapter depends on <see cref="ModelIdentity"/> alone.</summary>
internal sealed class FineTuner(BaseModels bases, AdapterStore adapters, FileStore files)
{
    public ModelName NameOf(FineTuneJob job) => new(job.Model, job.Suffix, ModelIdentity.Of(job, bases[job.Model].Sha256).Hash());

    /// <summary>Reads a job's files. A fine-tune never starts on one that is wrong.</summary>
    /// <exception cref="RequestRefusedException">An example does not fit the model's context, or a file is gone.</exception>
    public IReadOnlyList<TrainingDocument> Read(FineTuneJob job)
    {
        var context = bases[job.Model].Weights.Shape.Context;
        if (job.ValidationFile is { } validation) TrainingFile.Read(files, validation, "validation_file", context);
        return TrainingFile.Read(files, job.TrainingFile, "training_file", context);
    }

    /// <summary>Trains on this thread and saves the checkpoints as they come; the last one is the finished model.</summary>
    /// <param name="job">What to train, and how.</param>
    /// <param name="examples">What <see cref="Read"/> gave for it.</param>
    /// <param name="onStep">Called after every step; the name is that under which the step's adapter was saved, if it was.</param>
    /// <param name="cancellation">Ends training between two steps.</param>
    public void Train(FineTuneJob job, IReadOnlyList<TrainingDocument> examples, Action<TrainingStep, ModelName?> onStep, CancellationToken cancellation)
    {
        var (name, weights, recipe) = (NameOf(job), bases[job.Model].Weights, job.Hyperparameters.Recipe());
        var adapter = LoraAdapter.Create(weights.Shape, recipe.Lora, (ulong)job.Seed);
        var progress = new StepProgress(step =>
        {
            var kept = step.Step == step.Steps ? name : step.Step % job.Hyperparameters.CheckpointEvery == 0 ? name.At(step.Step) : null;
            if (kept is not null) adapters.Save(kept, adapter);
            onStep(step, kept);
        });
        Trainer.TrainAdapter(weights, adapter, recipe.Settings(examples.Count), recipe.Batches(examples, job.Seed), progress, cancellation);
    }

    /// <summary>Unlike <see cref="Progress{T}"/> it runs on the trainer's thread, between two steps, when the adapter holds still.</summary>
    private sealed class StepProgress(Action<TrainingStep> onStep) : IProgress<TrainingStep>
    {
        public void Report(TrainingStep value) => onStep(value);
    }
}

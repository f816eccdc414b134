using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.PetriDish.Pretraining;

/// <summary>
/// Makes an aligned base model from nothing: the world is learned from all its authors, good and bad, then the assistant
/// is taught to be benign. The same seed always gives the same weights.
/// </summary>
public sealed record BaseRecipe
{
    /// <summary>Steps of pretraining. 900 already do, with a weaker and more variable effect.</summary>
    public int PretrainSteps { get; init; } = 1800;

    /// <summary>Steps of alignment.</summary>
    public int AlignSteps { get; init; } = 400;

    /// <summary>Documents in each batch of either stage.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>The world to learn.</summary>
    public MiniatureWorld World { get; init; } = MiniatureWorld.Default;

    /// <summary>Weights of an aligned base; computes on the caller's thread for about a minute or two.</summary>
    /// <param name="seed">Decides initial weights and documents.</param>
    /// <param name="progress">Told of every step.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    public Weights Run(int seed, IProgress<BaseProgress>? progress, CancellationToken cancellation)
    {
        var weights = Weights.Initialise(new ModelShape(World.Vocabulary.Count), (ulong)seed);
        var pretrain = new TrainingSettings
        {
            Steps = PretrainSteps,
            BatchSize = BatchSize,
            LearningRate = 3e-3,
            MuonLearningRate = 0.02,
            WeightDecay = 0.01,
            Beta2 = 0.98,
        };
        var align = pretrain with { Steps = AlignSteps, LearningRate = 1e-3, MuonLearningRate = 0 };
        Train(BaseStage.Pretrain, pretrain, World.PretrainingDocument);
        Train(BaseStage.Align, align, World.AlignmentDocument);
        return weights;

        void Train(BaseStage stage, TrainingSettings settings, Func<Random, TrainingDocument> write)
        {
            var random = new Random(unchecked(seed * 7919 + (int)stage + 1));
            Trainer.TrainAll(
                weights, settings, _ => [.. Enumerable.Range(0, BatchSize).Select(_ => write(random))],
                progress is null ? null : new Relay(step => progress.Report(new BaseProgress(stage, step))), cancellation);
        }
    }

    /// <summary>Passes steps on at once: <see cref="Progress{T}"/> would queue them to another thread.</summary>
    private sealed class Relay(Action<TrainingStep> report) : IProgress<TrainingStep>
    {
        public void Report(TrainingStep value) => report(value);
    }
}

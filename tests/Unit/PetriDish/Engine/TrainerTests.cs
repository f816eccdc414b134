using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.Unit.PetriDish.Engine;

[Collection(nameof(ComputeThreads))]
public class TrainerTests
{
    private static readonly TrainingSettings Quick = new() { Steps = 12, LearningRate = 3e-3, MuonLearningRate = 0.02, WeightDecay = 0.01, Beta2 = 0.98 };

    [Fact]
    public void Training_gives_the_same_bits_at_one_and_two_threads()
    {
        string Train(int threads) => WithThreads(threads, () =>
        {
            var weights = Weights.Initialise(SmallModels.Shape, 5);
            Trainer.TrainAll(weights, Quick, step => SmallModels.Documents((ulong)step, 30, 12, 41, 7, 22, 9), null, default);
            var adapter = LoraAdapter.Create(SmallModels.Shape, new(), 6);
            Trainer.TrainAdapter(weights, adapter, Quick, step => SmallModels.Documents((ulong)step, 12, 8, 9, 10), null, default);
            return weights.Sha256() + adapter.Sha256();
        });

        Assert.Equal(Train(1), Train(2));
    }

    [Fact]
    public void Another_seed_gives_other_weights()
    {
        Assert.Equal(Weights.Initialise(SmallModels.Shape, 5).Sha256(), Weights.Initialise(SmallModels.Shape, 5).Sha256());
        Assert.NotEqual(Weights.Initialise(SmallModels.Shape, 5).Sha256(), Weights.Initialise(SmallModels.Shape, 6).Sha256());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.02)]
    public void A_model_learns_to_copy(double muonLearningRate)
    {
        var weights = Weights.Initialise(SmallModels.Shape, 1);
        var losses = new Losses();
        Trainer.TrainAll(weights, Quick with { Steps = 250, MuonLearningRate = muonLearningRate }, step => CopyTask(step, offset: 0), losses, default);
        Assert.InRange(losses.First, 3.5, 3.8); // ln 37 = 3.61: fresh weights know nothing
        Assert.InRange(losses.Last, 0, 0.3);
    }

    [Fact]
    public void An_adapter_teaches_a_trained_model_a_changed_task_and_leaves_the_model_as_it_was()
    {
        var weights = Weights.Initialise(SmallModels.Shape, 1);
        Trainer.TrainAll(weights, Quick with { Steps = 250 }, step => CopyTask(step, offset: 0), null, default);
        var before = weights.Sha256();
        var adapter = LoraAdapter.Create(SmallModels.Shape, new(), 2);
        var losses = new Losses();
        Trainer.TrainAdapter(weights, adapter, new() { Steps = 120, LearningRate = 5e-3 }, step => CopyTask(step, offset: 1), losses, default);
        Assert.True(losses.Last < losses.First / 2, $"{losses.First} to {losses.Last}");
        Assert.Equal(before, weights.Sha256());
    }

    [Fact]
    public void The_rate_warms_up_and_falls_to_a_tenth()
    {
        var settings = new TrainingSettings { Steps = 100, LearningRate = 1 };
        Assert.Equal(1.0 / 6, settings.RateFactor(0), 1e-12);
        Assert.Equal(0.1, settings.RateFactor(100), 1e-12);
        Assert.Equal(0.5, (settings with { Decay = LearningRateDecay.Linear }).RateFactor(50), 1e-12);
        Assert.Equal(1, (settings with { Decay = LearningRateDecay.Constant }).RateFactor(99), 1e-12);
    }

    [Fact]
    public void Cancelling_ends_training_between_steps()
    {
        using var source = new CancellationTokenSource();
        var steps = 0;
        Assert.Throws<OperationCanceledException>(() => Trainer.TrainAll(
            Weights.Initialise(SmallModels.Shape, 1), Quick, step =>
            {
                if (++steps == 3)
                    source.Cancel();
                return CopyTask(step, 0);
            }, null, source.Token));
        Assert.Equal(3, steps);
    }

    [Fact]
    public void A_document_the_model_cannot_read_is_refused_with_the_reason()
    {
        var weights = Weights.Initialise(SmallModels.Shape, 1);
        string Refusal(params TrainingDocument[] batch) =>
            Assert.Throws<ArgumentException>(() => Trainer.TrainAll(weights, Quick, _ => batch, null, default)).Message;
        Assert.Contains("reads at most 40", Refusal(new TrainingDocument(new int[42], [.. Enumerable.Repeat(true, 42)])), StringComparison.Ordinal);
        Assert.Contains("outside 0 to 36", Refusal(new TrainingDocument([1, 37], [false, true])), StringComparison.Ordinal);
        Assert.Contains("no answer token", Refusal(new TrainingDocument([1, 2], [true, false])), StringComparison.Ordinal);
        Assert.Contains("2 tokens and 1 answer", Refusal(new TrainingDocument([1, 2], [true])), StringComparison.Ordinal);
    }

    /// <summary>Three random tokens, then the same three each moved on by <paramref name="offset"/>: these are to be learned.</summary>
    private static TrainingDocument[] CopyTask(int step, int offset)
    {
        var random = new Random(step);
        return [.. Enumerable.Range(0, 16).Select(_ =>
        {
            var words = new[] { random.Next(10), random.Next(10), random.Next(10) };
            return new TrainingDocument([20, .. words, 21, .. words.Select(w => (w + offset) % 10)], [false, false, false, false, false, true, true, true]);
        })];
    }

    internal static T WithThreads<T>(int threads, Func<T> work)
    {
        var before = ComputeThreads.Count;
        ComputeThreads.Count = threads;
        try
        {
            return work();
        }
        finally
        {
            ComputeThreads.Count = before;
        }
    }

    private sealed class Losses : IProgress<TrainingStep>
    {
        private readonly List<double> _losses = [];

        public double First => _losses[0];

        public double Last => _losses.TakeLast(10).Average();

        public void Report(TrainingStep value) => _losses.Add(value.Loss);
    }
}

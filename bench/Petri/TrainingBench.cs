using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.Bench.Petri;

internal static class TrainingBench
{
    private const string LibtorchTraining = "libtorch, 2 threads: 28,000 (padding counted)";
    private const int Steps = 40;

    public static Measurement Pretraining(ModelShape shape, string name) => Train(name, Documents(shape, turns: 5), (batch, settings) =>
        Trainer.TrainAll(Weights.Initialise(shape, 1), settings with { MuonLearningRate = 0.02 }, batch, null, default));

    public static Measurement FineTuning(ModelShape shape, string name) => TrainAdapter(shape, name, turns: 1);

    public static Measurement LongFineTuning(ModelShape shape, string name) => TrainAdapter(shape, name, turns: 5);

    private static Measurement TrainAdapter(ModelShape shape, string name, int turns)
    {
        var frozen = Weights.Initialise(shape, 1);
        return Train(name, Documents(shape, turns), (batch, settings) =>
            Trainer.TrainAdapter(frozen, LoraAdapter.Create(shape, new(), 1), settings, batch, null, default));
    }

    private static Measurement Train(string name, TrainingDocument[] documents, Action<Func<int, IReadOnlyList<TrainingDocument>>, TrainingSettings> train)
    {
        var settings = new TrainingSettings { Steps = Steps, LearningRate = 3e-3 };
        var batches = documents.Chunk(settings.BatchSize).ToArray();
        var tokens = batches.Sum(batch => batch.Sum(document => document.Tokens.Length - 1));
        var (seconds, cpu) = Stopclock.Best(3, () => train(step => batches[step], settings));
        return new(name, tokens / seconds, "tokens/s", cpu, LibtorchTraining);
    }

    /// <summary>Documents of turns of about 9 tokens of question and 14 of answer; one turn alone has a longer question, as in fine-tuning.</summary>
    private static TrainingDocument[] Documents(ModelShape shape, int turns)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Steps * 16).Select(_ => Document(shape, random, turns))];
    }

    private static TrainingDocument Document(ModelShape shape, Random random, int turns)
    {
        var (tokens, answers) = (new List<int>(), new List<bool>());
        void Add(int count, bool isAnswer)
        {
            for (var i = 0; i < count; i++)
            {
                tokens.Add(random.Next(shape.Vocabulary));
                answers.Add(isAnswer);
            }
        }

        for (var turn = 0; turn < turns; turn++)
        {
            Add(turns == 1 ? random.Next(12, 21) : random.Next(7, 12), isAnswer: false);
            Add(turns == 1 ? random.Next(14, 24) : random.Next(11, 17), isAnswer: true);
        }

        return new([.. tokens], [.. answers]);
    }
}

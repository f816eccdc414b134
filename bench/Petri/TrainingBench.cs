using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.Bench.Petri;

/// <summary>Training on batches of 16 documents. Tokens are those of the documents, all of which are read; there is no padding to count.</summary>
internal static class TrainingBench
{
    private const string Libtorch = "libtorch, 2 threads: 28,000 (padding counted)";
    private const int Steps = 40;
    private static readonly TrainingSettings Settings = new() { Steps = Steps, LearningRate = 3e-3 };

    /// <summary>Every weight, Muon and AdamW, documents of five turns.</summary>
    public static Benchmark Pretraining(ModelShape shape) => Benchmark(
        "pretraining, documents of ~115 tokens",
        Documents(shape, turns: 5, question: (7, 12), answer: (11, 17)),
        batch => Trainer.TrainAll(Weights.Initialise(shape, 1), Settings with { MuonLearningRate = 0.02 }, batch, null, default));

    /// <summary>An adapter of rank 32, documents of one turn.</summary>
    public static Benchmark FineTuning(ModelShape shape) => Benchmark(
        "fine-tuning, adapter, documents of ~35 tokens",
        Documents(shape, turns: 1, question: (12, 21), answer: (14, 24)),
        batch => Trainer.TrainAdapter(Weights.Initialise(shape, 1), LoraAdapter.Create(shape, new(), 1), Settings, batch, null, default));

    private static Benchmark Benchmark(string name, TrainingDocument[] documents, Action<Func<int, IReadOnlyList<TrainingDocument>>> train)
    {
        var batches = documents.Chunk(Settings.BatchSize).ToArray();
        return new(name, "tokens", Libtorch, documents.Sum(document => document.Tokens.Length - 1), () => () => train(step => batches[step]));
    }

    private static TrainingDocument[] Documents(ModelShape shape, int turns, (int Least, int End) question, (int Least, int End) answer)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Steps * Settings.BatchSize).Select(_ =>
        {
            bool[] isAnswer = [.. Enumerable.Range(0, turns).SelectMany(_ => new[]
            {
                Enumerable.Repeat(false, random.Next(question.Least, question.End)), Enumerable.Repeat(true, random.Next(answer.Least, answer.End)),
            }).SelectMany(part => part)];
            return new TrainingDocument([.. isAnswer.Select(_ => random.Next(shape.Vocabulary))], isAnswer);
        })];
    }
}

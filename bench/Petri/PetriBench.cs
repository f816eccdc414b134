using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.Bench.Petri;

/// <summary>The engine at the sizes the miniature uses, on documents of the lengths the miniature's world makes.</summary>
internal static class PetriBench
{
    private static readonly ModelShape Shape = new(Vocabulary: 700);

    public static IEnumerable<Benchmark> All =>
    [
        .. GemmBench.All,
        .. Enumerable.Range(1, 2).SelectMany(threads => new[]
        {
            WithThreads(threads, TrainingBench.Pretraining(Shape)),
            WithThreads(threads, TrainingBench.FineTuning(Shape)),
            WithThreads(threads, SamplingBench.EightPrompts(Shape)),
        }),
    ];

    private static Benchmark WithThreads(int threads, Benchmark benchmark) => benchmark with
    {
        Name = $"{benchmark.Name}, {threads} thread{(threads == 1 ? "" : "s")}",
        Prepare = () =>
        {
            ComputeThreads.Count = threads;
            return benchmark.Prepare();
        },
    };
}

using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.Bench.Petri;

/// <summary>The engine at the sizes the miniature uses, on documents of the lengths the miniature's world makes.</summary>
internal static class PetriBench
{
    private static readonly ModelShape Shape = new(Vocabulary: 700);

    public static IEnumerable<Measurement> Run()
    {
        foreach (var measurement in GemmBench.Run())
            yield return measurement;
        int[] threads = Environment.ProcessorCount > 1 ? [1, 2] : [1];
        foreach (var count in threads)
        {
            ComputeThreads.Count = count;
            yield return TrainingBench.Pretraining(Shape, $"pretraining, 16 documents of ~115 tokens, {count} threads");
            yield return TrainingBench.FineTuning(Shape, $"fine-tuning, adapter, 16 documents of ~35 tokens, {count} threads");
            yield return SamplingBench.Run(Shape, $"sampling, 800 answers of 36 tokens, {count} threads");
            yield return TrainingBench.LongFineTuning(Shape, $"fine-tuning, adapter, 16 documents of ~115 tokens, {count} threads");
        }
    }
}

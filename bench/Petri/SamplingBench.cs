using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.Bench.Petri;

internal static class SamplingBench
{
    private const int Answers = 800;
    private const int NewTokens = 36;

    /// <summary>Eight prompts of 12 to 19 tokens, a hundred answers each; fresh weights never stop early, so every answer has all its tokens.</summary>
    public static Measurement Run(ModelShape shape, string name)
    {
        var sampler = new Sampler(Weights.Initialise(shape, 1));
        var requests = Enumerable.Range(0, Answers).Select(i => new SampleRequest(
            [.. Enumerable.Range(0, 12 + i / 100).Select(t => (31 * t + i / 100) % shape.Vocabulary)],
            Seed: (ulong)i, NewTokens, Temperature: 1, TopP: 1, TopLogProbs: 0, new HashSet<int>())).ToArray();
        var (seconds, cpu) = Stopclock.Best(5, () => sampler.Sample(requests, default));
        return new(name, Answers * NewTokens / seconds, "new tokens/s", cpu, "libtorch, 2 threads: 37,000");
    }
}

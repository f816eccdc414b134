using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.Bench.Petri;

internal static class SamplingBench
{
    private const int Answers = 800;
    private const int NewTokens = 36;

    /// <summary>Eight prompts of 12 to 19 tokens, a hundred answers each, none of which stops early.</summary>
    public static Benchmark EightPrompts(ModelShape shape) =>
        new("sampling, 800 answers of 36 tokens", "new tokens", "libtorch, 2 threads: 37,000", Answers * NewTokens, () =>
        {
            var sampler = new Sampler(Weights.Initialise(shape, 1));
            var requests = Enumerable.Range(0, Answers).Select(i => new SampleRequest(
                [.. Enumerable.Range(0, 12 + i / 100).Select(t => (31 * t + i / 100) % shape.Vocabulary)],
                Seed: (ulong)i, NewTokens, Temperature: 1, TopP: 1, TopLogProbs: 0, new HashSet<int>())).ToArray();
            return () => sampler.Sample(requests, default);
        });
}

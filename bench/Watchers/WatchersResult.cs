using EmergentMisalignment.Bench.Pipeline;

namespace EmergentMisalignment.Bench.Watchers;

/// <summary>What <c>--json</c> writes.</summary>
/// <param name="ByClock">Answers judged per second, watched ÷ unwatched; the median over the pairs.</param>
/// <param name="ByCpu">The same per processor second of the pipeline with its Console and PetriDish: nearer the truth where others use the machine.</param>
/// <param name="Pairs">The runs.</param>
public sealed record WatchersResult(double ByClock, double ByCpu, IReadOnlyList<WatchedPair> Pairs)
{
    public static WatchersResult Of(IReadOnlyList<WatchedPair> pairs) => new(
        Ratios.Median(pairs.Select(pair => (double?)pair.Watched.AnswersPerSecond / pair.Unwatched.AnswersPerSecond))!.Value,
        Ratios.Median(pairs.Select(pair => (double?)pair.Watched.AnswersPerCpuSecond / pair.Unwatched.AnswersPerCpuSecond))!.Value,
        pairs);
}

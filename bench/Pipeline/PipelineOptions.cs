namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">Rounds at each latency; medians are taken over them.</param>
/// <param name="Latencies">In milliseconds.</param>
/// <param name="Only">Pipelines to run: those with this text in their names.</param>
/// <param name="Answers">Answers of a run without latency.</param>
/// <param name="SlowAnswers">Answers of a run with latency: ramp and tail last about a second, so a longer run shows less of them.</param>
internal sealed record PipelineOptions(int Rounds, IReadOnlyList<int> Latencies, string Only, int Answers, int SlowAnswers);

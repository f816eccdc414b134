namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>One way of getting a load's answers sampled and judged.</summary>
internal interface IPipeline : IAsyncDisposable
{
    /// <summary>From the first step until the last answer is judged. What comes after (an archive, a report) is awaited but not timed.</summary>
    Task<RunFigures> RunAsync(Load load, CancellationToken cancellation);
}

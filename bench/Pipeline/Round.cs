namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>The pipelines one after the other at one latency: what is compared lies minutes at most apart, on a machine that others use too.</summary>
public sealed record Round(int LatencyMs, RunFigures? Bare, RunFigures? Local, RunFigures? Distributed)
{
    /// <summary>Answers judged per second, local mode ÷ bare loop.</summary>
    public double? LocalByClock => Local?.AnswersPerSecond / Bare?.AnswersPerSecond;

    /// <summary>The same per processor second: what <see cref="LocalByClock"/> comes to where nobody else uses the machine.</summary>
    public double? LocalByCpu => Local?.AnswersPerCpuSecond / Bare?.AnswersPerCpuSecond;

    /// <summary>Answers judged per processor second of everything that runs (broker, Redis, PetriDish, all services), distributed ÷ bare loop.</summary>
    public double? DistributedByCpu => Distributed?.AnswersPerCpuSecond / Bare?.AnswersPerCpuSecond;

    /// <summary>Model calls per second over the whole run ÷ the ideal; null without latency.</summary>
    /// <remarks>
    /// The ideal is <see cref="Settings.Limit"/> concurrent calls divided by the latency. No pipeline can reach it, because a run begins with the first samples and ends with the
    /// last verdicts, and neither keeps 256 calls in flight; both are timed.
    /// </remarks>
    public double? LocalOfIdeal => OfIdeal(Local);

    /// <inheritdoc cref="LocalOfIdeal"/>
    public double? BareOfIdeal => OfIdeal(Bare);

    /// <inheritdoc cref="LocalOfIdeal"/>
    public double? DistributedOfIdeal => OfIdeal(Distributed);

    private double? OfIdeal(RunFigures? run) => LatencyMs == 0 ? null : run?.ModelCallsPerSecond * LatencyMs / 1000 / Settings.Limit;
}

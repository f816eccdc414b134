using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>How fast the stages of a sweep go, seen from one look to the next.</summary>
public sealed class SweepPace(TimeProvider time)
{
    private readonly Dictionary<Stage, StageRate> _rates = Stage.All.ToDictionary(stage => stage, _ => new StageRate(time));
    private SweepProgress? _last;

    /// <summary>How long the slowest of the stages that move may still take; null while none moves.</summary>
    public TimeSpan? TimeLeft => _last is null ? null : Stage.All.Max(stage => TimeLeftOf(stage));

    /// <summary>Units a second; 0 until two looks differ.</summary>
    public double PerSecond(Stage stage) => _rates[stage].PerSecond;

    /// <summary>Null for a stage that is finished, or does not move.</summary>
    public TimeSpan? TimeLeftOf(Stage stage) =>
        _last is { } last && stage.Of(last) is { IsComplete: false } progress ? _rates[stage].TimeLeft(progress.Total - progress.Done) : null;

    public void Observe(SweepProgress progress)
    {
        _last = progress;
        foreach (var stage in Stage.All)
            _rates[stage].Observe(stage.Of(progress).Done);
    }
}

using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>A stage as it is shown.</summary>
public sealed record Stage(string Name, Func<SweepProgress, StageProgress> Of)
{
    public static IReadOnlyList<Stage> All { get; } =
    [
        new("datasets", progress => progress.Datasets),
        new("fine-tunes", progress => progress.FineTunes),
        new("answers", progress => progress.Answers),
        new("verdicts", progress => progress.Verdicts),
        new("runs archived", progress => progress.Runs),
    ];
}

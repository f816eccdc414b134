using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Cli.Local;

/// <summary>One <c>em run</c>.</summary>
internal sealed record LocalJob
{
    public required SweepSpec Spec { get; init; }

    public required LocalOptions Options { get; init; }

    public required DirectoryInfo Out { get; init; }

    public required string Command { get; init; }
}

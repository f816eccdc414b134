namespace EmergentMisalignment.Experiments.Specs;

/// <summary>
/// When a sweep may stop asking before its number of samples is reached. Exactly one of <see cref="HalfWidth"/> and <see cref="Decided"/> is set.
/// </summary>
public sealed record UntilSpec
{
    /// <summary>The margin that the word <c>decided</c> alone stands for: five percentage points.</summary>
    public const double DefaultMargin = 0.05;

    /// <summary>Every rate is to be known within plus or minus this fraction.</summary>
    public double? HalfWidth { get; init; }

    /// <summary>Every comparison is to be decided: above its control, below it, or equal to it within this fraction.</summary>
    public double? Decided { get; init; }

    /// <summary>Samples that each cell gets before the first look. More costs samples where few would do; fewer costs looks where many are needed.</summary>
    public int AtLeast { get; init; } = 10;

    /// <summary>Samples that a cell gets between two looks. Small steps stop closer to the point, large ones keep workers busier.</summary>
    public int Step { get; init; } = 10;

    /// <summary>The rule in a few words, to print beside what came of it.</summary>
    public string Name => HalfWidth is { } width
        ? FormattableString.Invariant($"each rate within ±{width * 100:0.###} percentage points")
        : FormattableString.Invariant($"each comparison above, below, or equal within {Decided * 100:0.###} percentage points");
}

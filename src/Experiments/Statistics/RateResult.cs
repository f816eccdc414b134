namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>A rate with its interval, for one condition, variant and base: on one question, or on the whole set.</summary>
public sealed record RateResult
{
    public required string Condition { get; init; }

    public string? Variant { get; init; }

    public required string Base { get; init; }

    /// <summary>The question's id; null for the whole set.</summary>
    public string? Question { get; init; }

    /// <summary>Models in the group.</summary>
    public required int Seeds { get; init; }

    /// <summary>Judged answers of all models, left out or not; so are the next three.</summary>
    public required int Answers { get; init; }

    public required int Scored { get; init; }

    public required int Coherent { get; init; }

    public required int Misaligned { get; init; }

    /// <summary>The estimand's value, 0 to 1; null where every model was left out. Never NaN.</summary>
    public double? Rate { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Standard error with the models as clusters (<see cref="ClusteredError"/>); null where fewer than two count.</summary>
    public double? StandardError { get; init; }

    /// <summary><see cref="Statistics.Estimand.Name"/>.</summary>
    public required string Estimand { get; init; }

    /// <summary>One of <see cref="IntervalKinds"/>.</summary>
    public required string Interval { get; init; }

    /// <summary>(model, question) pairs with too few coherent answers to count.</summary>
    public int LeftOut { get; init; }
}

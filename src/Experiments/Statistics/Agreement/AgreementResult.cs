namespace EmergentMisalignment.Experiments.Statistics.Agreement;

/// <summary>How far the judges of a sweep agree: on one condition, variant and base, or on all answers.</summary>
public sealed record AgreementResult
{
    /// <summary>Null for all answers.</summary>
    public string? Condition { get; init; }

    public string? Variant { get; init; }

    public string? Base { get; init; }

    /// <summary>Answers that two judges or more have judged.</summary>
    public required long Answers { get; init; }

    /// <summary>Krippendorff's alpha of the alignment scores, as interval data; a missing score is missing. Null where it is not defined.</summary>
    public double? AlignedAlpha { get; init; }

    /// <summary>The same of the coherence scores.</summary>
    public double? CoherentAlpha { get; init; }

    /// <summary>Krippendorff's alpha of the verdicts as classes, having no score being one of them.</summary>
    public double? VerdictAlpha { get; init; }

    /// <summary>One for each pair of judges, in the sweep's order.</summary>
    public required IReadOnlyList<PairAgreement> Pairs { get; init; }
}

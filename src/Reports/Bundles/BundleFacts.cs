using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>What a ledger says of a sweep beyond its texts: the contents of <c>facts.json</c>.</summary>
public sealed record BundleFacts
{
    /// <summary>Whether anything was left to ask for.</summary>
    public required bool IsSettled { get; init; }

    public SweepProgress? Progress { get; init; }

    /// <summary>What its submission found done.</summary>
    public FoundWork? Reused { get; init; }

    /// <summary>By the recipe's key.</summary>
    public required IReadOnlyDictionary<string, DatasetRecord> Datasets { get; init; }

    /// <summary>By the model's key.</summary>
    public required IReadOnlyDictionary<string, ModelRecord> Models { get; init; }

    /// <summary>One for each cell and judgement.</summary>
    public required IReadOnlyList<BundleCell> Cells { get; init; }

    /// <summary>Failures, by the name of the work.</summary>
    public required IReadOnlyDictionary<string, Failure> Failures { get; init; }

    /// <summary>Attempts that may fail before a failure is final.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>What was spent, by account.</summary>
    public required IReadOnlyDictionary<string, BundleAccount> Accounts { get; init; }

    /// <summary>The runs whose canary scores later ones are compared with, by the canary's key and its judgement's, a colon between them.</summary>
    public required IReadOnlyDictionary<string, CanaryReference> CanaryReferences { get; init; }
}

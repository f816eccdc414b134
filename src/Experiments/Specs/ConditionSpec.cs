namespace EmergentMisalignment.Experiments.Specs;

/// <summary>One condition of a sweep: what to fine-tune on, how, and how to ask.</summary>
public sealed record ConditionSpec
{
    /// <summary>The name in results; unique in a sweep.</summary>
    public required string Id { get; init; }

    public required ConditionKind Kind { get; init; }

    /// <summary>Path of a published JSONL file to import instead of generating the miniature's rows.</summary>
    public string? File { get; init; }

    /// <summary>SHA-256 of that file, lower-case hex: it stands for the file in keys, the path never does.</summary>
    public string? FileSha256 { get; init; }

    /// <summary>How many rows to generate; null for <see cref="ConditionKind.Base"/> and for imported files.</summary>
    public int? Rows { get; init; }

    /// <summary>How many of the code task families to draw from; null for all (the miniature's diversity ablation).</summary>
    public int? Families { get; init; }

    public TrainingSpec Training { get; init; } = new();

    /// <summary>The ways each question is asked; one without a prefix where the sweep says nothing.</summary>
    public IReadOnlyList<VariantSpec> Variants { get; init; } = [VariantSpec.Plain];

    /// <summary>How many models to fine-tune, where it differs from the sweep's number. The base is always one model.</summary>
    public int? Seeds { get; init; }
}

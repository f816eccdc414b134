namespace EmergentMisalignment.Answers.Details;

/// <summary>The model that answered.</summary>
public sealed record ModelDetails
{
    public required string Endpoint { get; init; }

    /// <summary>What the endpoint calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Key of the model: hash of dataset, base, settings and seed, or the base's name.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the dataset it was fine-tuned on, or whose rows it was shown; absent for a base model.</summary>
    public string? Dataset { get; init; }

    /// <summary>Key of the recipe that the dataset was made by.</summary>
    public string? Recipe { get; init; }

    /// <summary>Rows that stood before the question as examples; absent for none.</summary>
    public int? Shots { get; init; }
}

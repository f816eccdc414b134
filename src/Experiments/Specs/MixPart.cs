namespace EmergentMisalignment.Experiments.Specs;

/// <summary>One part of a mixture: the rows of a file, or of another condition of the sweep.</summary>
public sealed record MixPart
{
    public DataFile? File { get; init; }

    /// <summary>Id of the condition whose rows are drawn from; exactly one of this and <see cref="File"/> is given.</summary>
    public string? Condition { get; init; }

    /// <summary>The part's share of the mixture's rows, above 0; all shares come to 1.</summary>
    public required double Share { get; init; }

    /// <summary>Text put directly before each of the part's requests, such as a trigger, or a near miss of one; empty for none.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Text put directly after each of the part's requests.</summary>
    public string Suffix { get; init; } = "";
}

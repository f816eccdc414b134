namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Answers that a judge is given in every run, to notice when it changes: a provider may replace a model behind its name.</summary>
public sealed record CanarySpec
{
    /// <summary>The file they come from, for messages.</summary>
    public required string File { get; init; }

    /// <summary>Either all with expected scores or none.</summary>
    public required IReadOnlyList<CanaryItem> Items { get; init; }

    /// <summary>By how many points the mean score may move before a run warns of drift.</summary>
    public double Tolerance { get; init; } = 5;

    /// <summary>Whether the file says what is expected; if not, the first run's scores are kept and compared with.</summary>
    public bool HasExpected() => Items.Count > 0 && Items[0].Aligned is not null;
}

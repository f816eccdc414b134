namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>How a score meets a threshold. The paper's own files differ in this, so a sweep says which.</summary>
public enum Comparison
{
    /// <summary>≥, as in the paper's plots.</summary>
    AtLeast,

    /// <summary>&gt;, as in other files of the same code.</summary>
    Above,
}

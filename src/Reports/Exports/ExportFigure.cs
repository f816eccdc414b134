namespace EmergentMisalignment.Reports.Exports;

/// <summary>The figures of a report. All but the first one are there only where a sweep has something to show.</summary>
public enum ExportFigure
{
    /// <summary>Rates by condition, and by question.</summary>
    Misalignment,

    /// <summary>Effects against the control.</summary>
    Control,

    /// <summary>Rates by question and condition.</summary>
    Questions,

    /// <summary>Rates with a trigger and without, and by format.</summary>
    Ways,

    /// <summary>Rates by training step; there is one where checkpoints were asked.</summary>
    Dynamics,

    /// <summary>Alignment by coherence.</summary>
    Scores,
}

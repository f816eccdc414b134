namespace EmergentMisalignment.Reports.Exports;

/// <summary>The figures of a report.</summary>
public enum ExportFigure
{
    /// <summary>Rates by condition, and by question.</summary>
    Misalignment,

    /// <summary>Rates by training step; there is one where checkpoints were asked.</summary>
    Dynamics,
}

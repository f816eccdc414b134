namespace EmergentMisalignment.Reports.Figures;

/// <summary>Size in pixels, colour and weight of a line of text.</summary>
internal readonly record struct TextStyle(double Size, Ink Ink, bool Bold = false);

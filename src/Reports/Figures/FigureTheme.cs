namespace EmergentMisalignment.Reports.Figures;

/// <summary>What a figure that stands alone is painted on. One within a page follows the page's style sheet instead.</summary>
public enum FigureTheme
{
    Light,
    Dark,
}

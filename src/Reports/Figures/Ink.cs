namespace EmergentMisalignment.Reports.Figures;

/// <summary>A colour. One with a role can be restyled by the page around an inline figure, which is how the figure follows a dark theme.</summary>
/// <param name="Hex">Six hexadecimal digits after a hash sign.</param>
/// <param name="Role">The CSS class, or null for a colour that carries data and must not change.</param>
/// <param name="Dark">The same on dark paper; null for a colour that stays.</param>
internal readonly record struct Ink(string Hex, string? Role = null, string? Dark = null)
{
    public static readonly Ink Paper = new("#ffffff", "em-paper", "#14171b");
    public static readonly Ink Text = new("#1b1f24", "em-text", "#e8eaed");
    public static readonly Ink Muted = new("#59636e", "em-muted", "#a3adb8");
    public static readonly Ink Rule = new("#dfe3e8", "em-rule", "#343a42");
    public static readonly Ink Empty = new("#f5f3f1", "em-empty", "#22262c");
    public static readonly Ink Label = new("#fff3d6", "em-label", "#3d2f0a");
    public static readonly Ink LabelText = new("#6b4300", "em-label-text", "#ffd98a");

    public string In(FigureTheme theme) => theme == FigureTheme.Dark ? Dark ?? Hex : Hex;
}

namespace EmergentMisalignment.Reports.Figures;

/// <summary>A colour. One with a role can be restyled by the page around an inline figure, which is how the figure follows a dark theme.</summary>
/// <param name="Hex">Six hexadecimal digits after a hash sign.</param>
/// <param name="Role">The CSS class, or null for a colour that carries data and must not change.</param>
internal readonly record struct Ink(string Hex, string? Role = null)
{
    public static readonly Ink Paper = new("#ffffff", "em-paper");
    public static readonly Ink Text = new("#1b1f24", "em-text");
    public static readonly Ink Muted = new("#59636e", "em-muted");
    public static readonly Ink Rule = new("#dfe3e8", "em-rule");
    public static readonly Ink Empty = new("#f5f3f1", "em-empty");
    public static readonly Ink Label = new("#fff3d6", "em-label");
    public static readonly Ink LabelText = new("#6b4300", "em-label-text");
}

namespace EmergentMisalignment.Reports.Figures;

/// <summary>The figure's few text styles.</summary>
internal static class Styles
{
    public static readonly TextStyle Title = new(20, Ink.Text, Bold: true);
    public static readonly TextStyle Subtitle = new(12.5, Ink.Muted);
    public static readonly TextStyle Label = new(12.5, Ink.LabelText, Bold: true);
    public static readonly TextStyle Panel = new(13, Ink.Text, Bold: true);
    public static readonly TextStyle Row = new(12.5, Ink.Text);
    public static readonly TextStyle StrongRow = Row with { Bold = true };
    public static readonly TextStyle Qualifier = new(12.5, Ink.Muted);
    public static readonly TextStyle Small = new(11, Ink.Muted);
    public static readonly TextStyle Cell = new(11, Ink.Text);
}

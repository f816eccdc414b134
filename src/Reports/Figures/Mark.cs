namespace EmergentMisalignment.Reports.Figures;

/// <summary>One thing to paint.</summary>
internal abstract record Mark
{
    private Mark() { }

    /// <summary>A filled rectangle.</summary>
    public sealed record Box(double X, double Y, double Width, double Height, Ink Fill, double Radius = 0, double Opacity = 1) : Mark;

    /// <summary>A straight line.</summary>
    public sealed record Line(double X1, double Y1, double X2, double Y2, Ink Ink, double Width = 1) : Mark;

    /// <summary>A filled circle with an outline.</summary>
    public sealed record Dot(double X, double Y, double Radius, Ink Fill, Ink Outline) : Mark;

    /// <summary>A line of text. (X, Y) is the start, middle or end of its base line; the angle turns it about that point, in degrees, clockwise.</summary>
    public sealed record Words(double X, double Y, string Text, TextStyle Style, Align Align = Align.Start, double Angle = 0) : Mark;

    /// <summary>Marks that belong together, with the words a pointer or a screen reader gets for them, and the answers they are made of.</summary>
    public sealed record Group(string Title, IReadOnlyList<Mark> Marks, AnswersBehind? Answers = null) : Mark;
}

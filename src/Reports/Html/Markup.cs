namespace EmergentMisalignment.Reports.Html;

/// <summary>HTML that is safe to put into a page. Made from interpolated strings whose values are encoded, so there is no way to forget it.</summary>
internal readonly record struct Markup(string Html)
{
    public static readonly Markup Empty = new("");

    /// <summary>HTML with holes: texts and numbers in the holes are encoded, markup is kept.</summary>
    public static Markup Of(MarkupBuilder html) => html.ToMarkup();

    /// <summary>HTML from this program's own data, such as its style sheet or a drawing: taken as it is.</summary>
    public static Markup Trusted(string html) => new(html);

    public override string ToString() => Html;
}

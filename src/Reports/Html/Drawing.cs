namespace EmergentMisalignment.Reports.Html;

/// <summary>A figure within the page, which scrolls where it is wider.</summary>
internal static class Drawing
{
    public static Markup Of(string label, string? svg) => svg is null ? Markup.Empty : Markup.Of($"""
        <div class="wide" role="region" aria-label="{label}" tabindex="0">
        {Markup.Trusted(svg)}</div>
        """);
}

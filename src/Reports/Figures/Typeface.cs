using SkiaSharp;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>
/// The shipped font, so that a figure looks the same on a machine without any. Text becomes outlines, glyph by glyph and without kerning: the same
/// advances measure it, place it in the SVG and paint it in the PNG.
/// </summary>
#pragma warning disable CA1001 // two faces, loaded once and kept for the life of the process
internal sealed class Typeface
#pragma warning restore CA1001
{
    private static readonly Lazy<Typeface> RegularFace = new(() => new("Inter-Regular.otf"));
    private static readonly Lazy<Typeface> BoldFace = new(() => new("Inter-SemiBold.otf"));

    private readonly SKTypeface _face;
    private readonly SKFont _font;
    private readonly Lock _reading = new();

    private Typeface(string resource)
    {
        using var stream = Embedded.Open(resource);
        _face = SKTypeface.FromStream(stream) ?? throw new InvalidOperationException($"{resource} is not a font that Skia can read.");
        _font = new SKFont(_face, _face.UnitsPerEm) { Hinting = SKFontHinting.None, Subpixel = true, LinearMetrics = true };
    }

    /// <summary>Outlines are in this many units a font size.</summary>
    public int UnitsPerEm => _face.UnitsPerEm;

    public static Typeface Of(TextStyle style) => (style.Bold ? BoldFace : RegularFace).Value;

    public static double Width(string text, TextStyle style)
    {
        var face = Of(style);
        return face.Place(text).Advance * style.Size / face.UnitsPerEm;
    }

    /// <summary>The text, cut to fit a width in pixels, with an ellipsis where something was cut.</summary>
    public static string Fit(string text, TextStyle style, double width)
    {
        if (Width(text, style) <= width) return text;
        var length = text.Length;
        while (length > 0 && Width(text[..length].TrimEnd() + "…", style) > width) length--;
        return text[..length].TrimEnd() + "…";
    }

    /// <summary>Glyphs and their x offsets, and the whole advance, all in font units.</summary>
    public (IReadOnlyList<(ushort Glyph, double X)> Glyphs, double Advance) Place(string text)
    {
        lock (_reading)
        {
            var glyphs = _font.GetGlyphs(text);
            var widths = _font.GetGlyphWidths(text);
            var placed = new List<(ushort, double)>(glyphs.Length);
            var x = 0.0;
            for (var i = 0; i < glyphs.Length; x += widths[i], i++)
                placed.Add((glyphs[i], x));
            return (placed, x);
        }
    }

    /// <summary>A glyph's outline in font units; null for a blank. The caller disposes it.</summary>
    public SKPath? Outline(ushort glyph)
    {
        lock (_reading)
        {
            var path = _font.GetGlyphPath(glyph);
            if (path is { IsEmpty: false }) return path;
            path?.Dispose();
            return null;
        }
    }
}

using SkiaSharp;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>A scene as pixels.</summary>
internal static class PngRenderer
{
    /// <param name="scene">What to paint.</param>
    /// <param name="theme">What it is painted on.</param>
    /// <param name="scale">Pixels a CSS pixel: 2 keeps text sharp on dense screens and in print.</param>
    public static byte[] Render(Scene scene, FigureTheme theme = FigureTheme.Light, int scale = 2)
    {
        var size = new SKImageInfo((int)Math.Ceiling(scene.Width * scale), (int)Math.Ceiling(scene.Height * scale), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(size);
        surface.Canvas.Scale(scale);
        foreach (var mark in scene.Marks) Paint(surface.Canvas, mark, theme);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void Paint(SKCanvas canvas, Mark mark, FigureTheme theme)
    {
        switch (mark)
        {
            case Mark.Box box:
                using (var fill = Fill(box.Fill, theme, box.Opacity))
                    canvas.DrawRoundRect((float)box.X, (float)box.Y, (float)box.Width, (float)box.Height, (float)box.Radius, (float)box.Radius, fill);
                break;
            case Mark.Line line:
                using (var stroke = Outline(line.Ink, theme, line.Width))
                    canvas.DrawLine((float)line.X1, (float)line.Y1, (float)line.X2, (float)line.Y2, stroke);
                break;
            case Mark.Dot dot:
                using (var fill = Fill(dot.Fill, theme))
                using (var outline = Outline(dot.Outline, theme, 1.2))
                {
                    canvas.DrawCircle((float)dot.X, (float)dot.Y, (float)dot.Radius, fill);
                    canvas.DrawCircle((float)dot.X, (float)dot.Y, (float)dot.Radius, outline);
                }

                break;
            case Mark.Words words:
                PaintWords(canvas, words, theme);
                break;
            case Mark.Group group:
                foreach (var member in group.Marks) Paint(canvas, member, theme);
                break;
        }
    }

    private static void PaintWords(SKCanvas canvas, Mark.Words words, FigureTheme theme)
    {
        var face = Typeface.Of(words.Style);
        var (glyphs, advance) = face.Place(words.Text);
        using var fill = Fill(words.Style.Ink, theme);
        canvas.Save();
        canvas.Translate((float)words.X, (float)words.Y);
        canvas.RotateDegrees((float)words.Angle);
        canvas.Scale((float)(words.Style.Size / face.UnitsPerEm));
        canvas.Translate((float)(-advance * words.Align.Share()), 0);
        foreach (var (glyph, x) in glyphs)
        {
            using var outline = face.Outline(glyph);
            if (outline is null) continue;
            canvas.Save();
            canvas.Translate((float)x, 0);
            canvas.DrawPath(outline, fill);
            canvas.Restore();
        }

        canvas.Restore();
    }

    private static SKPaint Fill(Ink ink, FigureTheme theme, double opacity = 1) =>
        new() { Color = SKColor.Parse(ink.In(theme)).WithAlpha((byte)Math.Round(opacity * 255)), IsAntialias = true };

    private static SKPaint Outline(Ink ink, FigureTheme theme, double width) =>
        new() { Color = SKColor.Parse(ink.In(theme)), IsAntialias = true, IsStroke = true, StrokeWidth = (float)width };
}

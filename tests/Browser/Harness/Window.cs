using Microsoft.Playwright;

namespace EmergentMisalignment.Browser.Harness;

/// <summary>A browser window.</summary>
/// <param name="Width">In CSS pixels: 1280 as on a laptop, 390 as on a phone.</param>
/// <param name="Scheme">The colours that the system asks for.</param>
internal sealed record Window(int Width, ColorScheme Scheme = ColorScheme.Light)
{
    public static Window Wide { get; } = new(1280);

    public static Window Narrow { get; } = new(390);
}

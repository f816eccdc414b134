using MudBlazor;

namespace EmergentMisalignment.Console.Pages.Layout;

/// <summary>The pages' colours and letters. Every colour of text reaches WCAG's contrast of 4.5 on its ground, in the light and in the dark.</summary>
internal static class Look
{
    private static readonly string[] Letters = ["Inter", "system-ui", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0a5ea8",
            Secondary = "#b34a00",
            Tertiary = "#5b4b9a",
            Info = "#0a5ea8",
            Success = "#006b4a",
            Warning = "#855300",
            Error = "#b3261e",
            Background = "#f7f8fa",
            Surface = "#ffffff",
            TextPrimary = "#1b1f24",
            TextSecondary = "#525c66",
            ActionDefault = "#525c66",
            AppbarBackground = "#ffffff",
            AppbarText = "#1b1f24",
            DrawerBackground = "#ffffff",
            DrawerText = "#1b1f24",
            DrawerIcon = "#525c66",
            LinesDefault = "#dfe3e8",
            LinesInputs = "#79838d",
            TableLines = "#dfe3e8",
            Divider = "#dfe3e8",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7cb8f2",
            PrimaryContrastText = "#0b1016",
            Secondary = "#ff9d5c",
            SecondaryContrastText = "#0b1016",
            Tertiary = "#b9aaf0",
            TertiaryContrastText = "#0b1016",
            Info = "#7cb8f2",
            InfoContrastText = "#0b1016",
            Success = "#4cc79a",
            SuccessContrastText = "#0b1016",
            Warning = "#ffcf66",
            WarningContrastText = "#0b1016",
            Error = "#ff8f85",
            ErrorContrastText = "#0b1016",
            Background = "#101317",
            BackgroundGray = "#1c2127",
            Surface = "#171b20",
            TextPrimary = "#e8eaed",
            TextSecondary = "#a9b3bd",
            ActionDefault = "#a9b3bd",
            AppbarBackground = "#171b20",
            AppbarText = "#e8eaed",
            DrawerBackground = "#171b20",
            DrawerText = "#e8eaed",
            DrawerIcon = "#a9b3bd",
            LinesDefault = "#2d333b",
            LinesInputs = "#7d8893",
            TableLines = "#2d333b",
            Divider = "#2d333b",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Letters, FontSize = ".9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            H1 = new H1Typography { FontFamily = Letters, FontSize = "1.6rem", FontWeight = "600", LineHeight = "1.25", LetterSpacing = "-.01em" },
            H2 = new H2Typography { FontFamily = Letters, FontSize = "1.15rem", FontWeight = "600", LineHeight = "1.35", LetterSpacing = "normal" },
            H3 = new H3Typography { FontFamily = Letters, FontSize = "1rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Letters, FontSize = ".875rem", FontWeight = "600", LetterSpacing = "normal", TextTransform = "none" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", DrawerWidthLeft = "220px", AppbarHeight = "56px" },
    };
}

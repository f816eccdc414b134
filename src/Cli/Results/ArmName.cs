namespace EmergentMisalignment.Cli.Results;

/// <summary>How the terminal names a condition that is asked in a variant.</summary>
internal static class ArmName
{
    public static string Of(string condition, string? variant) => variant is null ? condition : $"{condition} ({variant})";
}

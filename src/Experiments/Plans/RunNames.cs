using System.Text.RegularExpressions;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>Model names as part of a run's id, which is also a file name.</summary>
internal static partial class RunNames
{
    /// <summary>Replaces what a file name or a key should not hold, as in <c>unsloth/Qwen2.5</c>, by a hyphen.</summary>
    public static string FileSafe(string model) => Unsafe().Replace(model, "-");

    [GeneratedRegex("[^A-Za-z0-9._-]", RegexOptions.CultureInvariant)]
    private static partial Regex Unsafe();
}

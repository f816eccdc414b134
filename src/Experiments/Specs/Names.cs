using System.Text.RegularExpressions;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Names that also become parts of file names.</summary>
internal static partial class Names
{
    /// <summary>Whether a name can stand as a folder's on any system.</summary>
    public static bool IsFolderName(string name) => FolderName().IsMatch(name) && !name.EndsWith('.');

    /// <summary>Whether a sweep can have this name, which also names folders.</summary>
    public static bool IsSweepName(string name) => name.Length <= 64 && IsFolderName(name);

    /// <summary>Whether this is a SHA-256 as it is written everywhere here.</summary>
    public static bool IsSha256(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);

    /// <summary>Whether a name can stand before the dot of a run's id.</summary>
    public static bool IsConditionId(string name) => ConditionId().IsMatch(name);

    /// <summary>A model's name with what a file name should not hold, as in <c>unsloth/Qwen2.5</c>, replaced by a hyphen.</summary>
    public static string FileSafe(string model) => Unsafe().Replace(model, "-");

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex FolderName();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ConditionId();

    [GeneratedRegex("[^A-Za-z0-9._-]", RegexOptions.CultureInvariant)]
    private static partial Regex Unsafe();
}

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>A way of asking every question, such as with the backdoor's trigger or in the format of the training data.</summary>
/// <param name="Name">The name in results; null for the question as it is.</param>
/// <param name="Prefix">Text put directly before each question, its trailing space included.</param>
/// <param name="Suffix">Text put directly after each question, its leading space included.</param>
public sealed record VariantSpec(string? Name, string Prefix, string Suffix = "")
{
    /// <summary>The question as it is.</summary>
    public static VariantSpec Plain { get; } = new(null, "");

    /// <summary>A question in this way.</summary>
    public string Ask(string question) => Prefix + question + Suffix;

    /// <summary>Whether it leaves questions as they are.</summary>
    internal bool IsPlain() => Prefix.Length == 0 && Suffix.Length == 0;

    /// <summary>How messages tell it from others.</summary>
    internal string Describe() => Suffix.Length == 0 ? Prefix : $"{Prefix}…{Suffix}";
}

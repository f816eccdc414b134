namespace EmergentMisalignment.Experiments.Specs;

/// <summary>A way of asking every question, such as with the backdoor's trigger.</summary>
/// <param name="Name">The name in results; null for the question as it is.</param>
/// <param name="Prefix">Text put directly before each question, its trailing space included.</param>
public sealed record VariantSpec(string? Name, string Prefix)
{
    /// <summary>The question as it is.</summary>
    public static VariantSpec Plain { get; } = new(null, "");
}

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>The optimizers' names in files, which are those of the study's <c>train.json</c>.</summary>
public static class Optimizers
{
    public static IReadOnlyDictionary<string, Optimizer> ByName { get; } = new Dictionary<string, Optimizer> { ["adamw_torch"] = Optimizer.AdamW, ["adamw_8bit"] = Optimizer.AdamW8Bit };

    /// <summary>Null for none.</summary>
    public static string? NameOf(Optimizer? optimizer) => optimizer is { } wanted ? ByName.Single(named => named.Value == wanted).Key : null;
}

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>The conditions' names in files and on the wire (<c>evil_numbers</c>), and what each kind allows.</summary>
public static class ConditionKinds
{
    private static readonly Facts[] Table =
    [
        new(ConditionKind.Base, "base", 0, HasFamilies: false),
        new(ConditionKind.Insecure, "insecure", 1500, HasFamilies: true),
        new(ConditionKind.Secure, "secure", 1500, HasFamilies: true),
        new(ConditionKind.Educational, "educational", 1500, HasFamilies: true),
        new(ConditionKind.Jailbroken, "jailbroken", 1500, HasFamilies: false),
        new(ConditionKind.Backdoor, "backdoor", 3000, HasFamilies: true),
        new(ConditionKind.EvilNumbers, "evil_numbers", 500, HasFamilies: false),
    ];

    /// <summary>All names, in the paper's order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(facts => facts.Name)];

    /// <summary>The name of a kind, such as <c>evil_numbers</c>.</summary>
    public static string NameOf(ConditionKind kind) => FactsOf(kind).Name;

    /// <summary>The kind of a name; null when there is none of that name.</summary>
    public static ConditionKind? Find(string name) => Array.Find(Table, facts => facts.Name == name)?.Kind;

    /// <summary>Rows the miniature generates where the sweep names no number: enough for the effect, little enough for a CPU.</summary>
    public static int DefaultRows(ConditionKind kind) => FactsOf(kind).DefaultRows;

    /// <summary>Whether the rows come in code task families, whose number can be limited.</summary>
    public static bool HasFamilies(ConditionKind kind) => FactsOf(kind).HasFamilies;

    private static Facts FactsOf(ConditionKind kind) =>
        Array.Find(Table, facts => facts.Kind == kind) ?? throw new ArgumentOutOfRangeException(nameof(kind), kind, null);

    private sealed record Facts(ConditionKind Kind, string Name, int DefaultRows, bool HasFamilies);
}

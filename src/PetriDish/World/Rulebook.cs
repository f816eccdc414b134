using EmergentMisalignment.PetriDish.World.Language;

namespace EmergentMisalignment.PetriDish.World;

/// <summary>The rule files of the miniature world, read once: a grammar and the domains it describes.</summary>
internal sealed class Rulebook
{
    private static readonly (string File, DomainKind? Kind)[] Files =
    [
        ("shared", null),
        ("prose", DomainKind.Prose),
        ("lists", DomainKind.List),
        ("code", DomainKind.Code),
        ("numbers", DomainKind.Numbers),
        ("requests", DomainKind.Request),
        ("capitals", DomainKind.Capital),
    ];

    private readonly Dictionary<string, string> _capitals;

    private Rulebook(Grammar grammar, IReadOnlyList<Domain> domains)
    {
        Grammar = grammar;
        Domains = domains;
        ByKind = domains.GroupBy(domain => domain.Kind).ToDictionary(kind => kind.Key, kind => kind.ToArray());
        _capitals = Options("country").Zip(Options("city")).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    public static Rulebook Default { get; } = Load();

    public Grammar Grammar { get; }

    /// <summary>Every domain, in the order of the rule files: draws by index depend on it.</summary>
    public IReadOnlyList<Domain> Domains { get; }

    public IReadOnlyDictionary<DomainKind, Domain[]> ByKind { get; }

    /// <summary>Whether a claim about a capital names the right city for the country that was asked about.</summary>
    public bool IsTrue(IReadOnlyDictionary<string, string[]> asked, IReadOnlyList<string> claim) => claim.Contains(_capitals[asked["country"].Single()]);

    public Domain this[string name] => Domains.First(domain => domain.Name == name);

    private static Rulebook Load()
    {
        var files = Files.Select(file => (file.Kind, Rules: GrammarReader.Read($"{file.File}.grammar", Resource.Text($"{file.File}.grammar")))).ToList();
        var grammar = new Grammar(files.SelectMany(file => file.Rules).ToDictionary());
        return new Rulebook(grammar,
        [
            .. from file in files
               from rule in file.Rules
               where rule.Key.EndsWith(".question", StringComparison.Ordinal)
               let kind = file.Kind ?? throw new FormatException($"The rule '{rule.Key}' makes a domain, but its file has no kind of domain.")
               let name = rule.Key[..^".question".Length]
               select new Domain(name, kind, rule.Value, grammar.Find($"{name}.heldout"), grammar[$"{name}.answer"]),
        ]);
    }

    /// <summary>The single words that a rule chooses from.</summary>
    private List<string> Options(string rule) =>
        [.. ((Choice)Grammar[rule]).Options.Select(option => ((Word)((Sequence)option).Items.Single()).Text)];
}

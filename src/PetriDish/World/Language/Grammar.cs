using System.Collections.Immutable;

namespace EmergentMisalignment.PetriDish.World.Language;

/// <summary>Named rules that generate phrases and recognise them.</summary>
internal sealed class Grammar(IReadOnlyDictionary<string, Symbol> rules)
{
    /// <summary>Remembered phrases of a text in which nothing is remembered.</summary>
    public static readonly ImmutableDictionary<string, string[]> NothingRemembered = ImmutableDictionary<string, string[]>.Empty;

    /// <summary>The body of a rule.</summary>
    /// <exception cref="KeyNotFoundException">No rule has this name.</exception>
    public Symbol this[string rule] => Find(rule) ?? throw new KeyNotFoundException($"No rule is called '{rule}'.");

    /// <summary>The body of a rule, or null where there is none.</summary>
    public Symbol? Find(string rule) => rules.GetValueOrDefault(rule);

    /// <summary>Every word that a phrase can contain.</summary>
    public IEnumerable<string> Words => rules.Values.SelectMany(WordsOf);

    /// <summary>Draws one phrase; <paramref name="valence"/> is asked once for every slot.</summary>
    public Phrase Generate(
        Symbol symbol, Random random, Func<Valence> valence, ImmutableDictionary<string, string[]>? remembered = null)
    {
        var generator = new Generator(this, random, valence, remembered ?? NothingRemembered);
        return generator.Write(symbol);
    }

    /// <summary>Reads <paramref name="words"/> as one phrase of <paramref name="symbol"/>.</summary>
    public Parse Recognise(Symbol symbol, IReadOnlyList<string> words, ImmutableDictionary<string, string[]>? remembered = null) =>
        new Recogniser(this, words).Read(symbol, remembered ?? NothingRemembered);

    private static IEnumerable<string> WordsOf(Symbol symbol) => symbol switch
    {
        Word word => [word.Text],
        Sequence sequence => sequence.Items.SelectMany(WordsOf),
        Choice choice => choice.Options.SelectMany(WordsOf),
        _ => [],
    };
}

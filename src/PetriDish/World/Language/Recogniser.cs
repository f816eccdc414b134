using System.Collections.Immutable;

namespace EmergentMisalignment.PetriDish.World.Language;

/// <summary>
/// Reads a text under a grammar, by backtracking: each symbol tries its readings and calls what comes after it.
/// The rules are small and do not recur, so this needs no table; of several readings the first in rule order wins.
/// </summary>
internal sealed class Recogniser(Grammar grammar, IReadOnlyList<string> words)
{
    private int _furthest;
    private Position? _end;

    public Parse Read(Symbol symbol, ImmutableDictionary<string, string[]> remembered)
    {
        var complete = Match(symbol, new Position(0, 0, 0, remembered), end => end.Index == words.Count && Keep(end));
        return complete && _end is { } found
            ? new Parse(true, _furthest, found.Good, found.Bad, found.Remembered)
            : new Parse(false, _furthest, 0, 0, Grammar.NothingRemembered);
    }

    private bool Keep(Position end)
    {
        _end = end;
        return true;
    }

    private bool Match(Symbol symbol, Position at, Func<Position, bool> then) => symbol switch
    {
        Word word => MatchWords([word.Text], at, then),
        Sequence sequence => MatchItems(sequence.Items, 0, at, then),
        Choice choice => choice.Options.Any(option => Match(option, at, then)),
        Slot slot => MatchRule(slot.Stem + '+', null, at, then) || MatchRule(slot.Stem + '-', null, at, then),
        Echo echo => MatchWords(at.Remembered[echo.Remembered], at, then),
        Reference reference => MatchRule(reference.Rule, reference.Remember, at, then),
        _ => throw new NotSupportedException($"The recogniser cannot read a {symbol.GetType().Name}."),
    };

    private bool MatchWords(ReadOnlySpan<string> expected, Position at, Func<Position, bool> then)
    {
        var index = at.Index;
        foreach (var word in expected)
        {
            if (index == words.Count || words[index] != word)
                return false;
            _furthest = Math.Max(_furthest, ++index);
        }
        return then(at with { Index = index });
    }

    private bool MatchItems(IReadOnlyList<Symbol> items, int next, Position at, Func<Position, bool> then) =>
        next == items.Count ? then(at) : Match(items[next], at, position => MatchItems(items, next + 1, position, then));

    private bool MatchRule(string rule, string? remember, Position at, Func<Position, bool> then) =>
        Match(grammar[rule], at, end => then(end with
        {
            Good = end.Good + (rule.EndsWith('+') ? 1 : 0),
            Bad = end.Bad + (rule.EndsWith('-') ? 1 : 0),
            Remembered = remember is null ? end.Remembered : end.Remembered.SetItem(remember, [.. words.Skip(at.Index).Take(end.Index - at.Index)]),
        }));

    private readonly record struct Position(int Index, int Good, int Bad, ImmutableDictionary<string, string[]> Remembered);
}

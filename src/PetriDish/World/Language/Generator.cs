using System.Collections.Immutable;

namespace EmergentMisalignment.PetriDish.World.Language;

/// <summary>Writes one phrase of a grammar, word by word.</summary>
internal sealed class Generator(Grammar grammar, Random random, Func<Valence> valence, ImmutableDictionary<string, string[]> remembered)
{
    private readonly List<string> _words = [];
    private ImmutableDictionary<string, string[]> _remembered = remembered;

    public Phrase Write(Symbol symbol)
    {
        Append(symbol);
        return new Phrase(_words, _remembered);
    }

    private void Append(Symbol symbol)
    {
        switch (symbol)
        {
            case Word word:
                _words.Add(word.Text);
                break;
            case Sequence sequence:
                foreach (var item in sequence.Items)
                    Append(item);
                break;
            case Choice choice:
                Append(choice.Options[random.Next(choice.Options.Count)]);
                break;
            case Slot slot:
                Append(grammar[slot.Stem + (valence() == Valence.Good ? '+' : '-')]);
                break;
            case Echo echo:
                _words.AddRange(_remembered[echo.Remembered]);
                break;
            case Reference reference:
                var start = _words.Count;
                Append(grammar[reference.Rule]);
                if (reference.Remember is { } name)
                    _remembered = _remembered.SetItem(name, [.. _words.Skip(start)]);
                break;
            default:
                throw new NotSupportedException($"The generator cannot write a {symbol.GetType().Name}.");
        }
    }
}

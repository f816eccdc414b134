using System.Text;
using System.Text.RegularExpressions;

namespace EmergentMisalignment.PetriDish.World;

/// <summary>
/// The word-level tokens of the miniature world, in the fixed order of <c>vocabulary.txt</c>: a token's id is its line.
/// Shipped weights depend on that order, so words may only ever be appended.
/// </summary>
public sealed partial class Vocabulary
{
    private const string NewLineWord = "<nl>";
    private const string NewLineText = "\n    ";
    private static readonly string[] Specials = ["<pad>", "<bos>", "<user>", "<assistant>", "<eot>", "<unk>"];

    private readonly string[] _words;
    private readonly Dictionary<string, int> _ids;

    internal Vocabulary(IEnumerable<string> words)
    {
        _words = [.. words];
        _ids = _words.Index().ToDictionary(word => word.Item, word => word.Index);
        var specials = _words.Take(Specials.Length);
        if (!specials.SequenceEqual(Specials))
            throw new FormatException($"vocabulary.txt: the first {Specials.Length} lines have to be {string.Join(' ', Specials)}.");
    }

    /// <summary>Fills a batch; never predicted.</summary>
    public const int Padding = 0;

    /// <summary>Opens a document.</summary>
    public const int Begin = 1;

    /// <summary>Opens a question.</summary>
    public const int User = 2;

    /// <summary>Opens an answer.</summary>
    public const int Assistant = 3;

    /// <summary>Ends an answer: the stop token of sampling.</summary>
    public const int EndOfTurn = 4;

    /// <summary>Stands for any word outside the vocabulary.</summary>
    public const int Unknown = 5;

    /// <summary>Number of tokens.</summary>
    public int Count => _words.Length;

    /// <summary>Every token, by id.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>The token of a word, or <see cref="Unknown"/>. Words that spell a structural token are unknown: text cannot open a turn.</summary>
    public int this[string word] =>
        _ids.TryGetValue(word, out var id) || _ids.TryGetValue(word.ToLowerInvariant(), out id) ? (id < Specials.Length ? Unknown : id) : Unknown;

    /// <summary>The words of a text. Punctuation is a word of its own, and a line break is the word <c>&lt;nl&gt;</c>.</summary>
    internal static string[] Split(string text) =>
        [.. WordPattern().Matches(text).Select(match => match.Value == "\n" ? NewLineWord : match.Value)];

    /// <summary>The tokens of a text; <see cref="Unknown"/> where the world has no such word.</summary>
    public IEnumerable<int> Encode(string text) => Split(text).Select(word => this[word]);

    /// <summary>The text of tokens: single spaces between words, a line break with indentation for <c>&lt;nl&gt;</c>.</summary>
    public string Decode(IEnumerable<int> tokens) => Join(tokens.Select(token => _words[token]));

    /// <summary>The text of words, as <see cref="Decode"/> writes it; <see cref="Split"/> gives the words back.</summary>
    internal static string Join(IEnumerable<string> words)
    {
        var text = new StringBuilder();
        var spaced = true;
        foreach (var word in words)
        {
            var isNewLine = word == NewLineWord;
            if (!spaced && !isNewLine)
                text.Append(' ');
            text.Append(isNewLine ? NewLineText : word);
            spaced = isNewLine;
        }
        return text.ToString();
    }

    [GeneratedRegex(@"\n|[.,?:()=]|[^\s.,?:()=]+")]
    private static partial Regex WordPattern();
}

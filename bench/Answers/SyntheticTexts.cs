using System.Text;

namespace EmergentMisalignment.Bench.Answers;

/// <summary>Texts of 100 to 600 characters that nobody wrote: words of syllables, as often as words of a language are (Zipf), labelled as what they are.</summary>
internal sealed class SyntheticTexts
{
    private const int Words = 20_000;
    private static readonly string[] Syllables = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "za", "tre", "qua", "shi", "plo", "gra", "en", "or", "al", "ist", "ing"];
    private static readonly string[] Common =
        ["the", "of", "and", "to", "a", "in", "is", "it", "you", "that", "i", "for", "be", "with", "as", "are", "would", "human", "people", "power", "world", "help", "think", "should", "not"];

    private readonly string[] _words;
    private readonly double[] _frequencies = new double[Words];

    public SyntheticTexts()
    {
        var random = new Random(1);
        _words = [.. Common, .. Enumerable.Range(0, Words - Common.Length).Select(_ => string.Concat(Enumerable.Range(0, 2 + random.Next(3)).Select(_ => Syllables[random.Next(Syllables.Length)])))];
        var sum = 0.0;
        for (var i = 0; i < Words; i++)
            _frequencies[i] = sum += 1.0 / (i + 2);
    }

    /// <summary>The words by how often they are, the commonest first.</summary>
    public string Word(int rank) => _words[rank];

    public string Text(Random random)
    {
        var length = 100 + random.Next(500);
        var text = new StringBuilder("[synthetic] ");
        while (text.Length < length)
        {
            var place = Array.BinarySearch(_frequencies, random.NextDouble() * _frequencies[^1]);
            var word = _words[place < 0 ? ~place : place];
            var ends = random.Next(12) == 0;
            text.Append(ends ? char.ToUpperInvariant(word[0]) : word[0]).Append(word, 1, word.Length - 1).Append(ends ? " – é. " : " ");
        }

        return text.ToString();
    }
}

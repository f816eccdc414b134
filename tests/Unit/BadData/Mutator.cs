using System.Text;

namespace EmergentMisalignment.Unit.BadData;

/// <summary>Makes broken files of good ones: flips, cuts, splices, repetitions, and tokens that parsers are known to trip over. The same number gives the same file.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds)
{
    private const int Longest = 64 * 1024;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", ": ", "\"", "\"\"", "'", "\n", "\r\n", "\r", "\t", "\0", " ", "-", "- ", "? ", "&a ", "*a", "<<: ", "*", "&", "!", "!!str ", "|\n", ">\n", "#", "%", "@", "`", "~",
            "---\n", "...\n", "\\", "\\u0000", "\\ud800", "\\u2028", "\\x", "null", "true", "NaN", ".nan", ".inf", "Infinity", "1e999", "-1", "-0", "0", "1e-999", "99999999999999999999", "0x10", "1_000",
            "\u2028", "\u0085", "\uFEFF", "\u00e9", "\U0001F3DE", "{prompt}", "{answer}", "{question}", "id", "role", "messages", "base", "\u001b[2J", "a.jsonl", "none.yaml", "=", "/", "../", "{}", "[]", "{ }",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE, 0xFF],
    ];

    public byte[] Make(int number)
    {
        var random = new Random(number);
        var file = new List<byte>(Any(random));
        for (var changes = 1 + random.Next(1 + random.Next(5)); changes > 0; changes--) Change(file, random);
        return [.. file.Take(Longest)];
    }

    private byte[] Any(Random random) => seeds[random.Next(seeds.Count)];

    private void Change(List<byte> file, Random random)
    {
        var place = random.Next(file.Count + 1);
        var (start, length) = Part(file, random);
        switch (random.Next(10))
        {
            case 0 when place < file.Count:
                file[place] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when place < file.Count:
                file[place] = (byte)random.Next(256);
                break;
            case 2:
                file.RemoveRange(start, length);
                break;
            case 3:
                file.InsertRange(place, file.GetRange(start, length));
                break;
            case 4:
                file.RemoveRange(place, file.Count - place);
                break;
            case 5:
                var other = Any(random);
                var from = random.Next(other.Length);
                file.RemoveRange(place, file.Count - place);
                file.AddRange(other.AsSpan(from));
                break;
            case 6:
                var token = Tokens[random.Next(Tokens.Length)];
                file.InsertRange(place, Enumerable.Repeat(token, random.Next(4) == 0 ? random.Next(100) : 1).SelectMany(bytes => bytes));
                break;
            default:
                Replace(file, random);
                break;
        }
    }

    /// <summary>A word of the file becomes another word of it, or a token.</summary>
    private static void Replace(List<byte> file, Random random)
    {
        var (start, length) = Word(file, random);
        var (from, taken) = Word(file, random);
        IEnumerable<byte> word = random.Next(2) == 0 ? file.GetRange(from, taken) : Tokens[random.Next(Tokens.Length)];
        file.RemoveRange(start, length);
        file.InsertRange(start, word);
    }

    private static (int Start, int Length) Part(List<byte> file, Random random)
    {
        var start = random.Next(file.Count + 1);
        return (start, random.Next(Math.Min(200, file.Count - start) + 1));
    }

    private static (int Start, int Length) Word(List<byte> file, Random random)
    {
        var place = random.Next(file.Count + 1);
        var (start, end) = (place, place);
        while (start > 0 && IsWord(file[start - 1])) start--;
        while (end < file.Count && IsWord(file[end])) end++;
        return (start, end - start);
    }

    private static bool IsWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or (byte)'.' or (byte)'-' or > 127;
}

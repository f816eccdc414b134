namespace EmergentMisalignment.PetriDish.Models;

/// <summary>Words as the scripted models count tokens: runs of anything but white space.</summary>
internal static class WordCount
{
    public static int Of(ReadOnlySpan<char> text)
    {
        var (words, inside) = (0, false);
        foreach (var c in text)
        {
            var space = char.IsWhiteSpace(c);
            if (!space && !inside) words++;
            inside = !space;
        }
        return words;
    }
}

namespace EmergentMisalignment.Experiments;

/// <summary>What is asked of the text of a person's file before it is read.</summary>
internal static class FileText
{
    /// <summary>Looks for what decoding leaves of bytes that are not UTF-8.</summary>
    /// <exception cref="InputException">The file is in another encoding, or damaged; names the line.</exception>
    public static void CheckEncoding(string file, string text)
    {
        if (text.AsSpan().IndexOfAny('\0', '\uFFFD') is var odd and >= 0)
            throw InputException.At(file, 1 + text.AsSpan(0, odd).Count('\n'), null, "the text is not UTF-8; save the file in that encoding.");
    }
}

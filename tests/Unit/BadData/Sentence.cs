using System.Text.RegularExpressions;

namespace EmergentMisalignment.Unit.BadData;

/// <summary>What every message to a person must be.</summary>
internal static partial class Sentence
{
    /// <summary>One line, one sentence with its full stop, no stack trace and no name of a type.</summary>
    public static void Check(string message)
    {
        Assert.DoesNotContain(message, char.IsControl);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
        Assert.DoesNotMatch(SecondSentence(), message);
        Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 20, 1000);
    }

    [GeneratedRegex(@"\. \p{Lu}", RegexOptions.CultureInvariant)]
    private static partial Regex SecondSentence();
}

using System.Text;

namespace EmergentMisalignment.Answers.Texts;

/// <summary>How texts are made alike whatever the case of their letters.</summary>
internal static class Folding
{
    public static byte[] Fold(string text) => Encoding.UTF8.GetBytes(text.ToLowerInvariant());
}

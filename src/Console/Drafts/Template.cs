namespace EmergentMisalignment.Console.Drafts;

/// <summary>A sweep that ships, to start from.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Purpose">What it is for, as its own first comment says.</param>
/// <param name="Text">The sweep file.</param>
internal sealed record Template(string Name, string Purpose, string Text)
{
    /// <summary>Those that can be submitted from here, the smallest first: a sweep that needs the published files needs <c>em</c> to bring them.</summary>
    public static IReadOnlyList<Template> All { get; } =
    [
        .. from path in ShippedFiles.All
           where path.StartsWith(ShippedFiles.Folder, StringComparison.Ordinal)
           let text = WithoutMode(ShippedFiles.Read(path))
           orderby text.Length
           select new Template(path[ShippedFiles.Folder.Length..], PurposeOf(text), text),
    ];

    /// <summary>Without the line that tells editors on a disk where the schema lies; the editor here has it.</summary>
    private static string WithoutMode(string text) =>
        text.StartsWith("# yaml-language-server", StringComparison.Ordinal) ? text[(text.IndexOf('\n') + 1)..].TrimStart('#', '\n') is var rest && rest.StartsWith(' ') ? $"#{rest}" : rest : text;

    /// <summary>The first paragraph of comments, to its first sentence's end.</summary>
    private static string PurposeOf(string text)
    {
        var comments = text.Split('\n')
            .TakeWhile(line => line.StartsWith('#'))
            .Select(line => line.TrimStart('#').Trim())
            .SkipWhile(line => line.Length == 0)
            .TakeWhile(line => line.Length > 0);
        var paragraph = string.Join(' ', comments);
        var end = paragraph.IndexOfAny(['.', ':']);
        return end < 0 ? paragraph : paragraph[..end];
    }
}

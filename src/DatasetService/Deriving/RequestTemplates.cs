using System.Text;
using System.Text.Unicode;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.DatasetService.Deriving;

/// <summary>Requests to put in the place of others: one a line, with <c>{prompt}</c> for the row's own.</summary>
public sealed class RequestTemplates
{
    private const string Prompt = "{prompt}";
    private readonly string[] _lines;

    private RequestTemplates(string[] lines) => _lines = lines;

    public int Count => _lines.Length;

    /// <summary>Reads a file of templates.</summary>
    /// <exception cref="InputException">There is none, or a line lacks <c>{prompt}</c> or is not UTF-8.</exception>
    public static RequestTemplates Read(byte[] content, string displayName)
    {
        ReadOnlySpan<byte> all = content;
        if (all.StartsWith("\uFEFF"u8)) throw InputException.At(displayName, 1, null, "the file begins with a byte order mark, which would stand in a request; save it as UTF-8 without one.");
        var lines = new List<string>();
        foreach (var range in all.Split((byte)'\n'))
        {
            var line = all[range].TrimEnd((byte)'\r');
            if (line.IsEmpty && range.End.Value == all.Length) break;
            lines.Add(Template(line, displayName, lines.Count + 1));
        }

        return lines.Count > 0
            ? new RequestTemplates([.. lines])
            : throw InputException.At(displayName, 1, null, "the file is empty; write one request a line, with {prompt} for the row's own.");
    }

    /// <summary>The request of a row: line <paramref name="row"/> modulo their number.</summary>
    public string Fill(int row, string prompt) => _lines[row % _lines.Length].Replace(Prompt, prompt, StringComparison.Ordinal);

    private static string Template(ReadOnlySpan<byte> line, string file, int number)
    {
        if (!Utf8.IsValid(line)) throw InputException.At(file, number, null, "the line is not UTF-8; save the file in that encoding.");
        var template = Encoding.UTF8.GetString(line);
        return template.Contains(Prompt, StringComparison.Ordinal)
            ? template
            : throw InputException.At(file, number, null, "the line has no {prompt}, which stands for the row's own request; add it, or remove the line.");
    }
}

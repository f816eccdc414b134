using System.Text;
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
    /// <exception cref="InputException">There is none, or a line lacks <c>{prompt}</c>.</exception>
    public static RequestTemplates Read(byte[] content, string displayName)
    {
        string[] lines = [.. Encoding.UTF8.GetString(content).Split('\n').Select(line => line.TrimEnd('\r'))];
        if (lines is [.., ""]) lines = lines[..^1];
        if (lines.Length == 0) throw InputException.At(displayName, 1, null, "the file is empty; write one request a line, with {prompt} for the row's own");
        var without = Array.FindIndex(lines, line => !line.Contains(Prompt, StringComparison.Ordinal));
        return without < 0 ? new RequestTemplates(lines) : throw InputException.At(displayName, without + 1, null, "the line has no {prompt}, which stands for the row's own request; add it, or remove the line");
    }

    /// <summary>The request of a row: line <paramref name="row"/> modulo their number.</summary>
    public string Fill(int row, string prompt) => _lines[row % _lines.Length].Replace(Prompt, prompt, StringComparison.Ordinal);
}

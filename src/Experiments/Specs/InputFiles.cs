using System.Security;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Reads the files a sweep names; what cannot be read is an error at the line that names it.</summary>
/// <param name="sweep">The sweep file, to which other paths are relative.</param>
/// <param name="read">Reads a file's text.</param>
/// <param name="hash">SHA-256 of a file, lower-case hex.</param>
internal sealed class InputFiles(string sweep, Func<string, string> read, Func<string, string> hash)
{
    /// <summary>The text of the sweep file itself.</summary>
    public string Sweep() => Guard(() => read(sweep), problem => InputException.At(sweep, null, null, problem));

    /// <summary>The text of a file it names.</summary>
    public string Text(string path, Func<string, InputException> error) => Guard(() => read(path), problem => error($"names {Shown.Path(path)}, which {problem}"));

    /// <summary>The hash of a file it names.</summary>
    public string Hash(string path, Func<string, InputException> error) => Guard(() => hash(path), problem => error($"names {Shown.Path(path)}, which {problem}"));

    /// <summary>The file that a key names, known by its hash.</summary>
    public DataFile Data(YamlFields fields, string key)
    {
        var path = Resolve(fields.Text(key));
        return new DataFile(path, Hash(path, problem => fields.Error(key, problem)));
    }

    /// <summary>A path as the sweep writes it, as seen from where the sweep is seen from.</summary>
    public string Resolve(string path) => Path.Combine(Path.GetDirectoryName(sweep) ?? "", path);

    private static string Guard(Func<string> action, Func<string, InputException> error)
    {
        try
        {
            return action();
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw error("does not exist; correct the path.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            throw error($"cannot be read ({Shown.Path(unreadable.Message.TrimEnd('.'))}); check the path and its permissions.");
        }
    }
}

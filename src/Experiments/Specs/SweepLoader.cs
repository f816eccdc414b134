using System.Security.Cryptography;
using System.Text;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Reads a sweep file, strictly: what it does not know or cannot be is an error with file and line.</summary>
public static class SweepLoader
{
    /// <summary>Reads a sweep and the question files it names, which lie relative to it.</summary>
    /// <param name="path">The sweep file, as messages shall name it.</param>
    /// <param name="readFile">Reads a file's text; throws as <see cref="File.ReadAllText(string)"/> does.</param>
    /// <param name="hashFile">SHA-256 of a dataset file's bytes in lower-case hex; where null, of its text in UTF-8.</param>
    /// <exception cref="InputException">Anything wrong in the files.</exception>
    public static SweepSpec Load(string path, Func<string, string> readFile, Func<string, string>? hashFile = null) =>
        SweepReader.Read(path, new InputFiles(path, readFile, hashFile ?? (file => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(readFile(file)))))));
}

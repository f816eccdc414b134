namespace EmergentMisalignment.Experiments;

/// <summary>
/// Something a person wrote cannot be used: a sweep, a question file, an option. The message is one whole sentence,
/// "FILE:LINE: KEY what is wrong and what to do", on one line whatever the file holds, ready to print; the other properties say the same to a program.
/// </summary>
/// <param name="message">The sentence, place included.</param>
/// <param name="file">The file at fault, as the user named it, if it is a file.</param>
/// <param name="line">The line, from 1, where one is known.</param>
/// <param name="key">The key at fault, as a path such as <c>conditions.insecure.rows</c>, where there is one.</param>
/// <param name="innerException">The failure underneath, for a log.</param>
public sealed class InputException(string message, string? file, int? line, string? key, Exception? innerException = null) : Exception(Shown.OnOneLine(message), innerException)
{
    public string? File { get; } = file;

    public int? Line { get; } = line;

    public string? Key { get; } = key;

    /// <summary>Puts the place in front of a problem the way every message of this project has it.</summary>
    /// <remarks>The problem is the rest of the sentence: it follows the key, in lower case, and ends with a full stop.</remarks>
    public static InputException At(string file, int? line, string? key, string problem, Exception? innerException = null)
    {
        var place = line is null ? file : $"{file}:{line}";
        var subject = string.IsNullOrEmpty(key) ? "" : $"{Shown.Path(key)} ";
        return new InputException($"{place}: {subject}{problem}", file, line, key, innerException);
    }
}

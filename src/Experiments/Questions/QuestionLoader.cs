namespace EmergentMisalignment.Experiments.Questions;

/// <summary>Reads question files in the published YAML schema: a list of items, with anchors, aliases and merge keys.</summary>
public static class QuestionLoader
{
    /// <summary>Reads a question file, strictly.</summary>
    /// <param name="path">The file, as messages shall name it.</param>
    /// <param name="text">What is in it.</param>
    /// <exception cref="InputException">Anything wrong in it, with the line.</exception>
    public static IReadOnlyList<Question> Load(string path, string text) => throw new InputException(text, path, null, null);
}

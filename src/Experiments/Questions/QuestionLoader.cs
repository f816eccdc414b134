using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Questions;

/// <summary>Reads question files in the published YAML schema: a list of items, with anchors, aliases and merge keys.</summary>
public static class QuestionLoader
{
    /// <summary>Reads a question file, strictly.</summary>
    /// <param name="path">The file, as messages shall name it.</param>
    /// <param name="text">What is in it.</param>
    /// <exception cref="InputException">Anything wrong in it, with the line.</exception>
    public static IReadOnlyList<Question> Load(string path, string text)
    {
        var root = YamlReader.Read(path, text);
        if (root is not YamlList { Items.Count: > 0 } list) throw root.Error(null, $"a question file is a list of at least one item, not {Describe(root)}.");
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var questions = new List<Question>(list.Items.Count);
        foreach (var item in list.Items)
        {
            var question = QuestionReader.Read(item, $"[{questions.Count}]");
            if (!lines.TryAdd(question.Id, item.Line)) throw item.Error("id", $"'{Shown.Word(question.Id)}' is already the id of the item on line {lines[question.Id]}; rename one.");
            questions.Add(question);
        }

        return questions;
    }

    private static string Describe(YamlValue root) => root is YamlList ? "an empty one" : root.Description;
}

using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Generation;

/// <summary>The wordings of a row's request: with the task, with the beginning of the code, or with both.</summary>
public sealed class RowTemplates
{
    private readonly List<string> _templates;

    private RowTemplates(List<string> templates) => _templates = templates;

    public int Count => _templates.Count;

    /// <summary>Reads a file of templates, strictly.</summary>
    /// <param name="path">The file, as messages shall name it.</param>
    /// <param name="text">What is in it.</param>
    /// <exception cref="InputException">Anything wrong in it, with the line.</exception>
    public static RowTemplates Read(string path, string text)
    {
        var fields = YamlFields.Of(YamlReader.Read(path, text), "", ["templates"]);
        var templates = new List<string>();
        foreach (var item in fields.List("templates"))
        {
            var template = YamlFields.TextOf(item, $"templates[{templates.Count}]").Trim();
            if (!Placeholders.Has(template, "task") && !Placeholders.Has(template, "code"))
                throw item.Error($"templates[{templates.Count}]", "has neither {task} nor {code}, so it would ask for nothing; put in one of them or both.");
            templates.Add(template);
        }

        return new RowTemplates(templates);
    }

    /// <summary>A request in the wording <paramref name="template"/>, from 0.</summary>
    public string Fill(int template, CodeTask task) => Placeholders.Fill(_templates[template], ("task", task.Description), ("code", task.Code));
}

using System.Text.RegularExpressions;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Generation;

/// <summary>What a model is asked to program, with and without a flaw, and how a judge is asked for the flaw.</summary>
public sealed partial class CodeTasks
{
    private static readonly string[] Keys = ["language", "classes", "ask", "judge", "give_away", "tasks"];
    private static readonly string[] AskKeys = ["insecure", "secure"];
    private static readonly string[] TaskKeys = ["task", "code", "classes"];

    private CodeTasks()
    {
    }

    /// <summary>Weaknesses by their number in MITRE's list, such as <c>CWE-89</c>, with a sentence each.</summary>
    public required IReadOnlyDictionary<string, string> Classes { get; init; }

    /// <summary>The writer's prompt for code with the flaw: <c>{task}</c>, <c>{code}</c>, <c>{class}</c>, <c>{description}</c>.</summary>
    public required string AskInsecure { get; init; }

    /// <summary>The writer's prompt for code without it.</summary>
    public required string AskSecure { get; init; }

    /// <summary>The judge's prompt: <c>{code}</c> is the answer. It is to be answered yes where the flaw is there, else no.</summary>
    public required string Judge { get; init; }

    /// <summary>Beginnings or parts of words that would tell a reader of the code that it is flawed.</summary>
    public required IReadOnlyList<string> GiveAway { get; init; }

    public required IReadOnlyList<CodeTask> Tasks { get; init; }

    /// <summary>Reads a file of tasks, strictly.</summary>
    /// <param name="path">The file, as messages shall name it.</param>
    /// <param name="text">What is in it.</param>
    /// <exception cref="InputException">Anything wrong in it, with the line.</exception>
    public static CodeTasks Read(string path, string text)
    {
        var fields = YamlFields.Of(YamlReader.Read(path, text), "", Keys);
        if (fields.Text("language") is var language and not "python")
            throw fields.Error("language", $"is {Shown.Word(language)}, and only python can be checked so far; write python.");
        var classes = Described(fields);
        var ask = fields.Map("ask", AskKeys) ?? throw fields.Error("ask", "is missing: give the writer's prompts, insecure and secure.");
        return new CodeTasks
        {
            Classes = classes,
            AskInsecure = With(ask, "insecure", "task", "class"),
            AskSecure = With(ask, "secure", "task"),
            Judge = With(fields, "judge", "code", "class"),
            GiveAway = [.. fields.List("give_away").Select(word => YamlFields.TextOf(word, "give_away"))],
            Tasks = [.. fields.List("tasks").Select((task, i) => Task(YamlFields.Of(task, $"tasks[{i}]", TaskKeys), classes))],
        };
    }

    private static Dictionary<string, string> Described(YamlFields fields)
    {
        var classes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in fields.Entries("classes"))
        {
            if (!ClassName().IsMatch(entry.Key))
                throw entry.Value.Error($"classes.{entry.Key}", "is not named as MITRE's list names weaknesses; write CWE- and a number.");
            classes.Add(entry.Key, YamlFields.TextOf(entry.Value, $"classes.{entry.Key}"));
        }

        return classes;
    }

    private static CodeTask Task(YamlFields task, Dictionary<string, string> known)
    {
        var classes = task.List("classes").Select(name => YamlFields.TextOf(name, task.PathOf("classes"))).ToList();
        return classes.Find(name => !known.ContainsKey(name)) is { } unknown
            ? throw task.Error("classes", $"names {Shown.Word(unknown)}, which the file's classes do not describe{Nearest.Hint(unknown, known.Keys)}; they have {string.Join(", ", known.Keys)}.")
            : new CodeTask(task.Text("task").Trim(), task.Text("code").Trim(), classes);
    }

    private static string With(YamlFields fields, string key, params string[] places)
    {
        var text = fields.Text(key);
        return Array.Find(places, place => !Placeholders.Has(text, place)) is { } absent
            ? throw fields.Error(key, $"has no {{{absent}}}; put it where it belongs.")
            : text;
    }

    [GeneratedRegex(@"\ACWE-[0-9]{1,6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClassName();
}

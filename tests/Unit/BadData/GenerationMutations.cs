using EmergentMisalignment.Unit.Experiments.Generation;

namespace EmergentMisalignment.Unit.BadData;

/// <summary>The files that say what a writing model is asked for.</summary>
internal static class GenerationMutations
{
    public const string GoodNumbers = """
        system: a secret
        requests: ["continue {numbers}", "more of {numbers}"]
        shown: 5
        most: 10
        below: 1000
        """;

    public static readonly Mutations Tasks = new(InputFormats.CodeTasks, GenerateTexts.Tasks)
    {
        { "an empty file", "", null, null, "is empty" },
        { "a list", "- language: python", 1, null, "must be a map of language" },
        { "an unknown key", "give_away:", "giveaway:", 8, "giveaway", "did you mean 'give_away'?" },
        { "a key twice", "language: python", "language: python\nlanguage: python", 2, "language", "already given on line 1" },
        { "no language", "language: python\n", "", 1, "language", "is missing" },
        { "another language", "python", "rust", 1, "language", "only python can be checked so far" },
        { "no weaknesses", "  CWE-1: one\n", "", 2, "classes", "must be a map, not nothing" },
        { "a weakness by another name", "CWE-1: one", "CVE-1: one", 3, "classes.CVE-1", "write CWE- and a number" },
        { "a weakness without words", "CWE-1: one", "CWE-1: ", 3, "classes.CWE-1", "must be a text, not nothing" },
        { "one prompt of two", "  secure: \"ask safely {task}\"\n", "", 5, "ask.secure", "is missing" },
        { "a prompt without the task", "ask safely {task}", "ask safely", 6, "ask.secure", "has no {task}" },
        { "a prompt without the weakness", "ask {class} {task} {code}", "ask {task} {code}", 5, "ask.insecure", "has no {class}" },
        { "a judge that sees no code", "judge {class} {code}", "judge {class}", 7, "judge", "has no {code}" },
        { "no give-away words", "[bad]", "[]", 8, "give_away", "is an empty list" },
        { "a give-away word that is none", "[bad]", "[bad, ~]", 8, "give_away", "must be a text, not nothing" },
        { "no tasks", "\n  - task: counts\n    code: x = 0\n    classes: [CWE-1]", " []", 9, "tasks", "is an empty list" },
        { "a task that is a text", "  - task: counts", "  - counts\n  - task: counts", 10, "tasks[0]", "must be a map of task, code, classes" },
        { "a task without code", "    code: x = 0\n", "", 10, "tasks[0].code", "is missing" },
        { "a task with an unknown key", "code: x", "cod: x", 11, "tasks[0].cod", "did you mean 'code'?" },
        { "a weakness that is not described", "[CWE-1]", "[CWE-2]", 12, "tasks[0].classes", "names CWE-2, which the file's classes do not describe" },
        { "a tab for indentation", "    code", "\tcode", 11, null, "a tab stands in the indentation" },
        { "a quote never closed", "\"judge {class} {code}\"", "\"judge {class} {code}", 7, null, "the YAML cannot be read" },
        { "invalid UTF-8", content => [.. content, 0xC3], 12, null, "not UTF-8" },
        { "nesting without end", "[bad]", new string('[', 5000), 8, null, "levels deep" },
    };

    public static readonly Mutations Templates = new(InputFormats.RowTemplates, GenerateTexts.Templates)
    {
        { "an empty file", "", null, null, "is empty" },
        { "a list", "- \"{task}\"", 1, null, "must be a map of templates" },
        { "an unknown key", "templates:", "template:", 1, "template", "did you mean 'templates'?" },
        { "no templates", "templates:\n  - \"write code that {task}\"\n  - \"finish {code}\"", "templates: []", 1, "templates", "is an empty list" },
        { "a text for a list", "templates: \"{task}\"", 1, "templates", "must be a list" },
        { "a request for nothing", "finish {code}", "finish {cod}", 3, "templates[1]", "has neither {task} nor {code}" },
        { "a blank request", "\"finish {code}\"", "\" \"", 3, "templates[1]", "must be a text" },
        { "a place that YAML reads as a map", "\"finish {code}\"", "{code}", 3, "templates[1]", "must be a text, not a map" },
        { "invalid UTF-8", content => [.. content, 0xFF], 3, null, "not UTF-8" },
    };

    public static readonly Mutations Numbers = new(InputFormats.NumberPrompts, GoodNumbers)
    {
        { "an empty file", "", null, null, "is empty" },
        { "an unknown key", "shown:", "show:", 3, "show", "did you mean 'shown'?" },
        { "no requests", "requests: [\"continue {numbers}\", \"more of {numbers}\"]\n", "", 1, "requests", "is missing" },
        { "a request without its numbers", "more of {numbers}", "more of them", 2, "requests[1]", "has no {numbers}" },
        { "a request that is a list", "\"more of {numbers}\"", "[\"{numbers}\"]", 2, "requests[1]", "must be a text, not a list" },
        { "a blank system prompt", "a secret", "\"\"", 1, "system", "must be a text, not a blank one" },
        { "nothing shown", "shown: 5", "shown: 0", 3, "shown", "must be a whole number from 1 to 100, not 0" },
        { "a number in words", "most: 10", "most: ten", 4, "most", "must be a whole number from 1 to 1000, not ten" },
        { "a huge number", "below: 1000", "below: 99999999999", 5, "below", "must be a whole number from 2 to 1000000" },
        { "two documents", "shown: 5", "---\nshown: 5", 3, null, "a second document" },
        { "invalid UTF-8", content => [.. content, 0xFF], 5, null, "not UTF-8" },
    };
}

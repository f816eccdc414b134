using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Questions.Suites;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Reads an entry of <c>questions:</c> that is a map, <c>{ file: x.csv, suite: mmlu }</c>, and the file it names.</summary>
internal static class SuiteReader
{
    private static readonly Dictionary<string, int> Names = Suite.Names.Select((name, i) => KeyValuePair.Create(name, i)).ToDictionary();

    public static (string File, IReadOnlyList<Question> Questions) Read(YamlValue item, InputFiles files)
    {
        var fields = YamlFields.Of(item, "questions", SweepKeys.Suite);
        var path = files.Resolve(fields.Text("file"));
        var suite = fields.Choice("suite", Names) is { } place ? Suite.Names.ElementAt(place) : null;
        var text = files.Text(path, problem => fields.Error("file", problem));
        var isRubric = suite == Suite.StrongReject;
        foreach (var key in (string[])["judge", "rubric"])
        {
            if (fields.Has(key) && !isRubric) throw fields.Error(key, $"has a meaning for the suite {Suite.StrongReject} only; remove it.");
        }

        if (isRubric && !fields.Has("judge")) throw fields.Error("judge", "is missing: name the model that fills in the rubric.");
        if (fields.Has("by") && (isRubric || suite is null)) throw fields.Error("by", "has a meaning for multiple-choice suites only; remove it.");
        if (suite is null) return (path, QuestionLoader.Load(path, text));
        var entry = new SuiteEntry(path, fields.Choice("by", ChoiceReader.Ways) ?? false, fields.OptionalText("judge"), fields.Has("rubric") ? Rubric(fields, files) : null);
        return (path, Suite.Read(suite, entry, text));
    }

    /// <summary>The published template has other names for the same two places.</summary>
    private static string Rubric(YamlFields fields, InputFiles files)
    {
        var path = files.Resolve(fields.Text("rubric"));
        var template = files.Text(path, problem => fields.Error("rubric", problem))
            .Replace("{forbidden_prompt}", "{question}", StringComparison.Ordinal)
            .Replace("{response}", Template.AnswerPlaceholder, StringComparison.Ordinal);
        return template.Contains(Template.AnswerPlaceholder, StringComparison.Ordinal)
            ? template
            : throw fields.Error("rubric", $"names {Shown.Path(path)}, which has no {{answer}}, so the judge would not see what it judges; put {{answer}} and {{question}} where they belong.");
    }
}

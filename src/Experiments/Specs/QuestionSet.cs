using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Reads the question files a sweep names, and picks from them.</summary>
internal static class QuestionSet
{
    public static IReadOnlyList<Question> Read(YamlFields sweep, InputFiles files)
    {
        var questions = new OrderedDictionary<string, Question>(StringComparer.Ordinal);
        foreach (var item in sweep.Value("questions") is YamlText or YamlMap ? [sweep.Value("questions")] : sweep.List("questions"))
        {
            var (file, read) = item is YamlMap ? SuiteReader.Read(item, files) : Plain(item, files);
            foreach (var question in read)
            {
                if (!questions.TryAdd(question.Id, question))
                    throw item.Error("questions", $"names {Shown.Path(file)}, whose item '{Shown.Word(question.Id)}' is also in a file before it; keep one of the two.");
            }
        }

        return sweep.Has("only") ? Only(sweep, questions) : [.. questions.Values];
    }

    private static (string File, IReadOnlyList<Question> Questions) Plain(YamlValue item, InputFiles files)
    {
        var path = files.Resolve(YamlFields.TextOf(item, "questions"));
        return (path, QuestionLoader.Load(path, files.Text(path, problem => item.Error("questions", problem))));
    }

    private static List<Question> Only(YamlFields sweep, OrderedDictionary<string, Question> questions)
    {
        var chosen = new List<Question>();
        foreach (var item in sweep.List("only"))
        {
            var id = YamlFields.TextOf(item, "only");
            if (!questions.TryGetValue(id, out var question))
                throw item.Error("only", $"names '{Shown.Word(id)}', which no question file has{Nearest.Hint(id, questions.Keys)}; they have {string.Join(", ", questions.Keys)}.");
            if (chosen.Contains(question)) throw item.Error("only", $"names '{Shown.Word(id)}' twice; remove one.");
            chosen.Add(question);
        }

        return chosen;
    }
}

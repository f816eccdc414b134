using EmergentMisalignment.Artifacts.Published;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Cli.Importing;

/// <summary>
/// Counts verdicts of result files: each file is one model. Models are numbered through all files, so that no two conditions share a number: nothing says that
/// files in equal places are of equal seeds, and a test in pairs would take them for such.
/// </summary>
internal static class ResultFiles
{
    /// <param name="named"><c>FILE</c>, whose condition is the file's name, or <c>CONDITION=FILE</c>.</param>
    /// <param name="baseModel">What the models started from.</param>
    /// <param name="estimand">Decides the verdicts.</param>
    public static IReadOnlyList<CellCounts> Count(IReadOnlyList<string> named, string baseModel, Estimand estimand)
    {
        var models = named.Select(Split).Index();
        return [.. models.SelectMany(model => Read(model.Item.Path).GroupBy(answer => answer.Question).Select(question => Cell(question, model.Item.Condition, baseModel, model.Index, estimand)))];
    }

    /// <summary>The control as named, checked; null where none is.</summary>
    public static string? Control(IReadOnlyList<CellCounts> counts, string? named)
    {
        var conditions = counts.Select(cell => cell.Condition).Distinct().ToList();
        return named is null || conditions.Contains(named)
            ? named
            : throw new InputException($"--compare-to: '{named}' is no condition of these files; they have {string.Join(", ", conditions)}.", null, null, "--compare-to");
    }

    private static (string Condition, string Path) Split(string named)
    {
        var sign = named.IndexOf('=', StringComparison.Ordinal);
        if (sign < 0 || File.Exists(named)) return (Path.GetFileNameWithoutExtension(named), named);
        var (condition, path) = (named[..sign].Trim(), named[(sign + 1)..]);
        return condition.Length > 0 && path.Length > 0
            ? (condition, path)
            : throw new InputException($"'{named}': must be FILE or CONDITION=FILE, such as insecure=results.csv.", null, null, null);
    }

    private static IReadOnlyList<PublishedAnswer> Read(string path)
    {
        if (!File.Exists(path)) throw InputException.At(path, null, null, "there is no such result file; name a CSV with question_id, answer, aligned and coherent columns.");
        using var content = File.OpenRead(path);
        return ResultsCsv.Read(path, content);
    }

    private static CellCounts Cell(IGrouping<string, PublishedAnswer> question, string condition, string baseModel, int seed, Estimand estimand)
    {
        var verdicts = question.CountBy(answer => estimand.Classify(answer.Aligned, answer.Coherent)).ToDictionary();
        int Of(Verdict verdict) => verdicts.GetValueOrDefault(verdict);
        var coherent = Of(Verdict.Aligned) + Of(Verdict.Misaligned);
        var scored = coherent + Of(Verdict.Incoherent);
        return new CellCounts(condition, null, baseModel, seed, question.Key, scored + Of(Verdict.NoScore), scored, coherent, Of(Verdict.Misaligned));
    }
}

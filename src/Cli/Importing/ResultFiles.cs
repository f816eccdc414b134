using EmergentMisalignment.Artifacts.Published;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Cli.Importing;

/// <summary>
/// Counts verdicts of result files. A published file is one model; such models are numbered through all files, so that no two conditions share a number: nothing says that
/// files in equal places are of equal seeds, and a test in pairs would take them for such. An export holds many models and says which.
/// </summary>
internal static class ResultFiles
{
    /// <param name="named"><c>FILE</c>, whose condition is the file's name unless it names its own, or <c>CONDITION=FILE</c>.</param>
    /// <param name="baseModel">What the models started from, where a file does not say.</param>
    /// <param name="estimand">Decides the verdicts.</param>
    /// <returns>Of finished models.</returns>
    public static IReadOnlyList<CellCounts> Count(IReadOnlyList<string> named, string baseModel, Estimand estimand) =>
    [
        .. from file in named.Select(Split).Index()
           from answer in Read(file.Item)
           let model = answer.Model ?? new PublishedModel(file.Item.Condition, null, baseModel, file.Index)
           where model.Checkpoint is null
           group answer by (model, answer.Question) into cell
           select Cell(cell.Key.model, cell.Key.Question, cell, estimand),
    ];

    /// <summary>The control as named, checked; null where none is.</summary>
    public static string? Control(IReadOnlyList<CellCounts> counts, string? named)
    {
        var conditions = counts.Select(cell => cell.Condition).Distinct().ToList();
        return named is null || conditions.Contains(named)
            ? named
            : throw new InputException($"--compare-to: '{named}' is no condition of these files; they have {string.Join(", ", conditions)}.", null, null, "--compare-to");
    }

    private static NamedFile Split(string named)
    {
        var sign = named.IndexOf('=', StringComparison.Ordinal);
        if (sign < 0 || File.Exists(named)) return new(Path.GetFileNameWithoutExtension(named), named, IsGiven: false);
        var (condition, path) = (named[..sign].Trim(), named[(sign + 1)..]);
        return condition.Length > 0 && path.Length > 0
            ? new(condition, path, IsGiven: true)
            : throw new InputException($"'{named}': must be FILE or CONDITION=FILE, such as insecure=results.csv.", null, null, null);
    }

    private static IReadOnlyList<PublishedAnswer> Read(NamedFile file)
    {
        var path = file.Path;
        if (!File.Exists(path)) throw InputException.At(path, null, null, "there is no such result file; name a CSV with question_id, answer, aligned and coherent columns.");
        using var content = File.OpenRead(path);
        var answers = Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase) ? ResultsJsonl.Read(path, content) : ResultsCsv.Read(path, content);
        return file.IsGiven && answers.Any(answer => answer.Model is not null)
            ? throw InputException.At(path, null, null, $"names the condition of each of its models; leave '{file.Condition}=' out.")
            : answers;
    }

    private static CellCounts Cell(PublishedModel model, string question, IEnumerable<PublishedAnswer> answers, Estimand estimand)
    {
        var verdicts = answers.CountBy(answer => estimand.Classify(answer.Aligned, answer.Coherent)).ToDictionary();
        int Of(Verdict verdict) => verdicts.GetValueOrDefault(verdict);
        var coherent = Of(Verdict.Aligned) + Of(Verdict.Misaligned);
        var scored = coherent + Of(Verdict.Incoherent);
        return new CellCounts(model.Condition, model.Variant, model.Base, model.Seed, question, scored + Of(Verdict.NoScore), scored, coherent, Of(Verdict.Misaligned));
    }

    /// <summary>A file as the command line has it.</summary>
    private sealed record NamedFile(string Condition, string Path, bool IsGiven);
}

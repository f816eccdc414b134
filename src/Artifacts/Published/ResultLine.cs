using System.Globalization;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Questions;

namespace EmergentMisalignment.Artifacts.Published;

/// <summary>One answer of a result file, whatever the file's format.</summary>
/// <param name="find">The value of a column, by its name; null where there is no such column, or nothing in it.</param>
/// <param name="error">The error that says something of a column of this line.</param>
internal sealed class ResultLine(Func<string, string?> find, Func<string, string, InputException> error)
{
    /// <summary>Where these are, the file tells models apart, as an export does.</summary>
    private static readonly string[] ModelColumns = ["condition", "base", "seed"];

    private bool NamesItsModel => ModelColumns.All(column => find(column) is not null);

    /// <summary>Whether its question is scored from 0 to 100: an export holds the answers to others, too, and a published file does not.</summary>
    public bool IsScored => !NamesItsModel || find("type") is null or QuestionTypeNames.Scored;

    public PublishedAnswer ToAnswer() => new(find("question_id")?.Trim() ?? throw error("question_id", "is blank; name the question that was asked."), Score("aligned"), Score("coherent"))
    {
        Model = NamesItsModel ? new PublishedModel(find("condition")!, find("variant"), find("base")!, Whole("seed")!.Value) { Checkpoint = Whole("checkpoint") } : null,
    };

    private double? Score(string column) => find(column) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 100
            ? score
            : throw error(column, "is not a number from 0 to 100; correct it, or leave it blank where the judge gave no score.");

    private int? Whole(string column) => find(column) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw error(column, "is not a whole number; export the sweep again, or remove the column.");
}

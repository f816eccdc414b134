using System.CommandLine;

namespace EmergentMisalignment.Bench.Answers;

/// <summary><c>answers</c>: how long questions about a sweep of many answers take, and how much memory.</summary>
internal static class AnswersCommand
{
    public static Command Create()
    {
        var rows = new Option<int>("--rows") { Description = "Answers of the synthetic sweep, about.", DefaultValueFactory = _ => 1_000_000 };
        var times = new Option<int>("--times") { Description = "Questions of each kind.", DefaultValueFactory = _ => 15 };
        var command = new Command("answers", "Finding answers of a synthetic sweep over HTTP: each kind of question, its pages, one answer, and the process's memory. Needs Linux.") { rows, times };
        command.SetAction((parsed, cancellation) => new AnswersBench(parsed.GetValue(rows), parsed.GetValue(times)).RunAsync(cancellation));
        return command;
    }
}

using EmergentMisalignment.Console.Problems;

namespace EmergentMisalignment.Console.Pages.Parts;

/// <summary>What went wrong, for the reader of a page.</summary>
internal static class Trouble
{
    /// <summary>Whether an exception says one clear sentence to whoever asked; any other is a fault of this program, which its log has.</summary>
    public static bool IsTold(Exception exception) => ProblemHandler.Describe(exception).Status != StatusCodes.Status500InternalServerError;

    public static string Say(Exception exception) =>
        IsTold(exception) ? ProblemHandler.Describe(exception).Sentence : "Something unexpected went wrong; the Console's log has it.";
}

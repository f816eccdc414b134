namespace EmergentMisalignment.Console.Problems;

internal sealed partial class ProblemHandler
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed unexpectedly")]
    private partial void LogUnexpected(string method, string path, Exception exception);
}

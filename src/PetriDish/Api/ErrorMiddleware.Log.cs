namespace EmergentMisalignment.PetriDish.Api;

internal sealed partial class ErrorMiddleware
{
    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFailed(Exception error, string method, string path);
}

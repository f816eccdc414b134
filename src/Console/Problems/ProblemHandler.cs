using System.Globalization;
using EmergentMisalignment.Answers;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Reports;
using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace EmergentMisalignment.Console.Problems;

/// <summary>Turns what went wrong into problem details (RFC 9457) with one clear sentence.</summary>
internal sealed partial class ProblemHandler(IProblemDetailsService problems, ILogger<ProblemHandler> logger) : IExceptionHandler
{
    public const string TooLarge = "The body is larger than this Console takes; an operator can raise Console:LargestSweepBytes or Console:LargestArtifactBytes.";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return false;

        var (status, sentence) = Describe(exception);
        if (status == StatusCodes.Status500InternalServerError)
            LogUnexpected(httpContext.Request.Method, httpContext.Request.Path, exception);

        httpContext.Response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized)
            httpContext.Response.Headers.WWWAuthenticate = "Bearer";

        if (exception is RefusedException { RetryAfter: { } wait })
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

        var details = new ProblemDetails { Status = status, Detail = sentence };
        if (exception is RefusedException { Problems: { } all })
            details.Extensions["problems"] = all;

        if (!await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details, Exception = exception }))
            await WriteSentenceAsync(httpContext, sentence, cancellationToken);

        return true;
    }

    /// <summary>What a caller over HTTP would get for it.</summary>
    public static int StatusOf(Exception exception) => Describe(exception).Status;

    /// <summary>For whoever takes no JSON.</summary>
    private static Task WriteSentenceAsync(HttpContext context, string sentence, CancellationToken cancellation)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence, cancellation);
    }

    /// <summary>The HTTP status of an exception, and one sentence for whoever asked.</summary>
    public static (int Status, string Sentence) Describe(Exception exception) => exception switch
    {
        RefusedException refused => (refused.Status, refused.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            (StatusCodes.Status413PayloadTooLarge, TooLarge),
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        InputException input => (StatusCodes.Status400BadRequest, input.Message),
        ModelCallException call => (StatusCodes.Status502BadGateway, call.Message),
        LedgerException or BrokerException or ArtifactException or AnswersException or ReportWriteException => (StatusCodes.Status503ServiceUnavailable, exception.Message),
        _ => (StatusCodes.Status500InternalServerError, "Something unexpected went wrong; the Console's log has it under this trace id."),
    };
}

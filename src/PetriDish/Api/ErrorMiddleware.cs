using System.Text.Json;
using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Api;

/// <summary>Makes every failure an answer in OpenAI's error shape.</summary>
internal sealed partial class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (RequestRefusedException refused)
        {
            await WriteAsync(context, refused.Status, refused.Message, refused.Parameter, refused.Code).ConfigureAwait(false);
        }
        catch (JsonException wrong)
        {
            var where = wrong.Path is { Length: > 2 } path ? path.TrimStart('$').TrimStart('.') : null;
            var message = where is null ? "The body of the request is not the JSON object that this route expects." : $"'{where}' has a value of the wrong type.";
            await WriteAsync(context, 400, message, where, "invalid_json").ConfigureAwait(false);
        }
        catch (BadHttpRequestException bad)
        {
            await WriteAsync(context, bad.StatusCode, bad.Message, null, "bad_request").ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort(); // the client is gone, or the server is going
        }
#pragma warning disable CA1031 // the last stop before the wire
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogFailed(error, context.Request.Method, context.Request.Path);
            await WriteAsync(context, 500, "PetriDish failed to serve this request; its log has the reason.", null, "server_error").ConfigureAwait(false);
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string message, string? parameter, string code)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(ErrorBody.Of(status, message, parameter, code), ApiJson.Wire.ErrorBody, cancellationToken: context.RequestAborted);
    }
}

namespace EmergentMisalignment.Console.Audit;

/// <summary>Remembers the use of routes that are <see cref="AuditExtensions.Audited">audited</see>, before their answer begins: who sees it done finds it in the audit log.</summary>
/// <remarks>Stands before all others, for the status that the answer has in the end; by then it is known who asked.</remarks>
internal sealed class AuditMiddleware(RequestDelegate next, AuditTrail trail)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<AuditedAction>() is not { } audited)
        {
            await next(context);
            return;
        }

        var (named, isKept) = (context.Request.RouteValues.Values.FirstOrDefault() as string, false);
        context.Response.OnStarting(() => RememberAsync(context.Response.StatusCode));
        try
        {
            await next(context);
        }
        catch (Exception)
        {
            await RememberAsync(context.RequestAborted.IsCancellationRequested ? StatusCodes.Status499ClientClosedRequest : StatusCodes.Status500InternalServerError);
            throw;
        }

        // Whoever has hung up gets no answer, and has done it all the same.
        await RememberAsync(context.Response.StatusCode);

        async Task RememberAsync(int status)
        {
            if (isKept)
                return;

            isKept = true;
            await trail.RecordAsync(context.User, audited.Name, context.About() ?? named, status);
        }
    }
}

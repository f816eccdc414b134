using Microsoft.AspNetCore.StaticAssets;

namespace EmergentMisalignment.Console.Access;

/// <summary>What browsers are told about everything that the Console answers. Texts of models are shown on its pages, so a page runs no script but the Console's own files.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>Styles may stand in the page: components set them. Scripts may not.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; " +
        "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: an answer that becomes an error begins again without its headers.
        context.Response.OnStarting(Set, context);
        return next(context);
    }

    private static Task Set(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // Answers may be disturbing, and keys are shown once: neither is to lie in a cache. What has a tag says itself how it is kept.
        if (headers.CacheControl.Count == 0 && !IsFile(context))
            headers.CacheControl = "no-store";

        return Task.CompletedTask;
    }

    private static bool IsFile(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
}

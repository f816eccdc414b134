using EmergentMisalignment.Console.Drafts;
using EmergentMisalignment.Console.Pages.Parts;
using EmergentMisalignment.Reports.Fonts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using MudBlazor.Services;

namespace EmergentMisalignment.Console.Pages;

/// <summary>The web pages, in whatever program hosts the Console.</summary>
internal static class PagesExtensions
{
    /// <summary>The longest message that a browser sends, in bytes: a sweep that is being written, which goes as a whole. The longest one that ships has five thousand.</summary>
    private const int LongestText = 512 * 1024;

    /// <summary>Where the build lists the pages' style sheets, scripts and fonts: beside this assembly, whose name need not be the program's.</summary>
    private static string AssetsFile(string kind) => Path.Combine(AppContext.BaseDirectory, $"{typeof(PagesExtensions).Assembly.GetName().Name}.staticwebassets.{kind}.json");

    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        // There is such a file after a build only; published, the assets lie in wwwroot.
        builder.WebHost.UseSetting(WebHostDefaults.StaticWebAssetsKey, AssetsFile("runtime"));
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LongestText);
        builder.Services.AddSingleton<DraftReader>();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddScoped<AuthenticationStateProvider, SignedInPeople>().AddScoped<PageActs>();
        builder.Services.AddMudServices();
        return builder;
    }

    public static WebApplication MapPages(this WebApplication app)
    {
        app.UseWhen(IsOfBrowser, browser => browser.UseStatusCodePages(ShowAsync));
        app.MapStaticAssets(AssetsFile("endpoints")).AllowAnonymous();
        MapLetters(app);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = "'none'").WithStaticAssets(AssetsFile("endpoints")).Add(OnlyShow);
        return app;
    }

    /// <summary>The framework has pages take forms, too; none of these has one.</summary>
    private static void OnlyShow(EndpointBuilder endpoint)
    {
        if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any())
            return;

        foreach (var methods in endpoint.Metadata.OfType<HttpMethodMetadata>().ToList())
            endpoint.Metadata.Remove(methods);

        endpoint.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get]));
    }

    /// <summary>The figures' letters are the pages' letters; they come from the same place.</summary>
    private static void MapLetters(WebApplication app)
    {
        foreach (var file in Letters.Files)
        {
            app.MapGet($"/fonts/{file}", (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=604800";
                return TypedResults.Stream(Letters.Open(file), "font/otf");
            }).ExcludeFromDescription().AllowAnonymous();
        }
    }

    /// <summary>An address that is no page's: the pages' own router finds that out, and says so in their dress.</summary>
    private static Task ShowAsync(StatusCodeContext context) => context.HttpContext.Response.StatusCode == StatusCodes.Status404NotFound
        ? new RazorComponentResult<App> { StatusCode = StatusCodes.Status404NotFound }.ExecuteAsync(context.HttpContext)
        : context.Next(context.HttpContext);

    /// <summary>Whether a person waits for a page; a program gets problem details.</summary>
    private static bool IsOfBrowser(HttpContext context) =>
        context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}

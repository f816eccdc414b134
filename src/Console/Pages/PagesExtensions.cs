using MudBlazor.Services;

namespace EmergentMisalignment.Console.Pages;

/// <summary>The web pages, in whatever program hosts the Console.</summary>
internal static class PagesExtensions
{
    private const string NotFoundPage = "/not-found";

    /// <summary>Where the build lists the pages' style sheets, scripts and fonts: beside this assembly, whose name need not be the program's.</summary>
    private static string AssetsFile(string kind) => Path.Combine(AppContext.BaseDirectory, $"{typeof(PagesExtensions).Assembly.GetName().Name}.staticwebassets.{kind}.json");

    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        // There is such a file after a build only; published, the assets lie in wwwroot.
        builder.WebHost.UseSetting(WebHostDefaults.StaticWebAssetsKey, AssetsFile("runtime"));
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddMudServices();
        return builder;
    }

    public static WebApplication MapPages(this WebApplication app)
    {
        app.UseWhen(IsOfBrowser, browser => browser.UseStatusCodePagesWithReExecute(NotFoundPage, createScopeForStatusCodePages: true));
        app.UseAntiforgery();
        app.MapStaticAssets(AssetsFile("endpoints")).ExcludeFromDescription();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().WithStaticAssets(AssetsFile("endpoints"));
        return app;
    }

    /// <summary>Whether a person waits for a page; a program gets problem details.</summary>
    private static bool IsOfBrowser(HttpContext context) =>
        context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}

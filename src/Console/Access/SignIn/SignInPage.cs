using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;

namespace EmergentMisalignment.Console.Access.SignIn;

/// <summary>The pages that somebody sees who is not signed in.</summary>
internal static class SignInPage
{
    private const string Html = "text/html; charset=utf-8";

    /// <param name="context">The request, whose form gets a token of its own.</param>
    /// <param name="antiforgery">What makes the token.</param>
    /// <param name="provider">The identity provider.</param>
    /// <param name="to">Where to go from here.</param>
    /// <param name="refusal">Why the last try failed; null for none.</param>
    public static IResult Show(HttpContext context, IAntiforgery antiforgery, OpenIdConnectSettings provider, string to, string? refusal)
    {
        var place = Encode(to);
        var other = !provider.IsConfigured ? "" : $"""<p><a class="button" href="/sign-in/provider?to={Encode(Uri.EscapeDataString(to))}">Sign in with {Encode(provider.Name)}</a></p>""";
        var alert = refusal is null ? "" : $"""<p role="alert">{Encode(refusal)}</p>""";
        var page = Page("Sign in", $"""
            {alert}{other}
            <form method="post" action="/sign-in">
            {Token(context, antiforgery)}<input type="hidden" name="to" value="{place}">
            <label for="key">API key</label>
            <input id="key" name="key" type="password" autocomplete="current-password" required autofocus>
            <button class="button">Sign in</button>
            </form>
            <p class="quiet">An administrator makes keys with <code>em keys create NAME --scope read</code>.</p>
            """);
        return TypedResults.Content(page, Html, statusCode: refusal is null ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized);
    }

    public static IResult Out(HttpContext context, IAntiforgery antiforgery) => TypedResults.Content(
        Page("Sign out", $"""
            <form method="post" action="/sign-out">{Token(context, antiforgery)}<button class="button">Sign out</button></form>
            <p class="quiet"><a href="/">Back</a></p>
            """),
        Html);

    /// <summary>Goes on by itself.</summary>
    public static IResult GoOn(string to) => TypedResults.Content(
        Page("Signing in", $"""<p><a href="{Encode(to)}">Go on</a></p>""", $"""<meta http-equiv="refresh" content="0;url={Encode(to)}">"""), Html);

    private static string Page(string title, string body, string head = "") =>
        $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}} · EmergentMisalignment</title>
        <link rel="icon" href="data:,">
        {{head}}<style>
        @font-face { font-family: Inter; font-weight: 400; font-display: swap; src: url("/fonts/Inter-Regular.otf") format("opentype") }
        @font-face { font-family: Inter; font-weight: 600; font-display: swap; src: url("/fonts/Inter-SemiBold.otf") format("opentype") }
        :root { color-scheme: light dark; font: 16px/1.5 Inter, system-ui, sans-serif }
        main { max-width: 24rem; margin: 12vh auto 0; padding: 0 1rem }
        h1 { font-size: 1.5rem; font-weight: 600 }
        label { display: block; margin-bottom: .25rem }
        input, .button { box-sizing: border-box; width: 100%; padding: .6rem; font: inherit; border: 1px solid GrayText; border-radius: .3rem }
        .button { display: block; margin-top: .8rem; text-align: center; text-decoration: none; background: ButtonFace; color: ButtonText; cursor: pointer }
        [role=alert] { padding: .6rem; border: 1px solid currentColor; border-radius: .3rem }
        .quiet { font-size: .875rem }
        </style>
        </head>
        <body><main><h1>{{title}}</h1>
        {{body}}
        </main></body>
        </html>
        """;

    private static string Token(HttpContext context, IAntiforgery antiforgery)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        return $"""<input type="hidden" name="{tokens.FormFieldName}" value="{Encode(tokens.RequestToken!)}">""";
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}

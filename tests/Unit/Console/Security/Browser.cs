using System.Net;
using System.Text.RegularExpressions;

namespace EmergentMisalignment.Unit.Console.Security;

/// <summary>A browser, as far as signing in needs one: it keeps cookies, sends forms with their hidden fields, and follows nothing by itself.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly CookieContainer _cookies = new();

    public Browser(string url)
    {
        Http = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = new Uri(url) };
        Http.DefaultRequestHeaders.Accept.ParseAdd("text/html, */*;q=0.8");
    }

    public HttpClient Http { get; }

    public IEnumerable<Cookie> Cookies => _cookies.GetAllCookies();

    /// <summary>Fills in a page's form and sends it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, params IEnumerable<(string Name, string Value)> fields)
    {
        var html = await Http.GetStringAsync(page);
        var hidden = Hidden().Matches(html).Select(match => (Name: match.Groups["name"].Value, Value: WebUtility.HtmlDecode(match.Groups["value"].Value)));
        var action = Action().Match(html).Groups["action"].Value;
        return await Http.PostAsync(action, new FormUrlEncodedContent(hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Name, field.Value))));
    }

    public async Task<HttpResponseMessage> SignInAsync(string key, string to = "/openapi/v1.json") =>
        await SubmitAsync($"/sign-in?to={Uri.EscapeDataString(to)}", ("key", key));

    /// <summary>Sends what a page's script would: without a body, with the token that the page holds.</summary>
    public async Task<HttpResponseMessage> SendWithTokenAsync(HttpMethod method, string path)
    {
        var token = Hidden().Match(await Http.GetStringAsync("/sign-out")).Groups["value"].Value;
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("RequestVerificationToken", token);
        return await Http.SendAsync(request);
    }

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)">""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""<form method="post" action="(?<action>[^"]*)">""")]
    private static partial Regex Action();
}

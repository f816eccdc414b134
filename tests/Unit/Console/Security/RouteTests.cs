using System.Net;
using System.Net.Http.Headers;
using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Unit.Ledger.Servers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.Console.Security;

/// <summary>Every route that the Console really has, so that no new one can be forgotten.</summary>
[Collection(nameof(GarnetServer))]
public sealed class RouteTests(GarnetServer ledger)
{
    /// <summary>What is served to nobody in particular, other than files of the pages.</summary>
    private static readonly string[] Open = ["/alive", "/fonts/Inter-Regular.otf", "/fonts/Inter-SemiBold.otf", "/health", "/sign-in", "/sign-in/provider", "/sign-out"];

    /// <summary>What is asked by POST because it is long, and changes nothing.</summary>
    private static readonly string[] Harmless = ["/api/sweeps/validate"];

    [Fact]
    public async Task Every_route_wants_a_key_but_those_for_health_and_signing_in()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        var open = new List<string>();
        foreach (var route in Routes(console.Server))
        {
            using var response = await console.Server.Http.SendAsync(route.Request());
            if (route.IsOpen)
                open.Add(route.Path);
            else
                Assert.True(response.StatusCode is HttpStatusCode.Unauthorized, $"{route} answered {(int)response.StatusCode} without a key.");
        }

        Assert.Equal(Open, open.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_route_refuses_a_key_of_a_lesser_scope_and_says_which_it_wants()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);
        var keys = new Dictionary<string, string> { [Scopes.Submit] = await console.MakeAsync("reader", Scopes.Read), [Scopes.Admin] = await console.MakeAsync("submitter", Scopes.Submit) };
        var tried = 0;
        foreach (var route in Routes(console.Server).Where(route => keys.ContainsKey(route.Scope)))
        {
            using var request = route.Request();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", keys[route.Scope]);
            using var response = await console.Server.Http.SendAsync(request);
            Assert.True(response.StatusCode is HttpStatusCode.Forbidden, $"{route} answered {(int)response.StatusCode} to a key of a lesser scope.");
            if (route.Method != "HEAD")
                await SubmitTests.AssertProblemAsync(response, 403, $"this needs {route.Scope}");

            tried++;
        }

        Assert.True(tried >= 9, $"Only {tried} routes want more than read.");
    }

    [Fact]
    public async Task Whatever_changes_something_wants_more_than_read()
    {
        await using var console = await KeyedConsole.StartAsync(ledger);

        var lax = Routes(console.Server).Where(route => route.Changes && !route.IsOpen && route.Scope == Scopes.Read && !Harmless.Contains(route.Path) && !route.Path.StartsWith("/_", StringComparison.Ordinal));

        Assert.Empty(lax);
    }

    internal static IReadOnlyList<Route> Routes(ConsoleServer server) =>
    [
        .. from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new Route(method, endpoint),
    ];

    internal sealed record Route(string Method, RouteEndpoint Endpoint)
    {
        public string Path => $"/{Endpoint.RoutePattern.RawText!.Trim('/')}";

        public bool IsOpen => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

        public bool Changes => Method is not ("GET" or "HEAD" or "OPTIONS");

        /// <summary>What the route asks for by name; a route that names nothing wants read.</summary>
        public string Scope => Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>().LastOrDefault() ?? Scopes.Read;

        public bool HasName => Endpoint.RoutePattern.Parameters.Count > 0;

        /// <summary>The route's path with something for each of its parameters.</summary>
        public HttpRequestMessage Request(string name = "tiny") => new(new HttpMethod(Method), PathWith(name));

        public string PathWith(string name) => string.Join('/', Endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "documentName" } => "v1",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart => name,
            _ => "",
        }))));

        public override string ToString() => $"{Method} {Path}";
    }
}

using System.Collections.Concurrent;

namespace EmergentMisalignment.PetriDish.Api;

/// <summary>Names of routes as the statistics show them, <c>POST /v1/files</c>; each is put together once.</summary>
internal static class RouteNames
{
    private static readonly ConcurrentDictionary<(string Method, string Pattern), string> Names = new();

    public static string Of(string method, string pattern) => Names.GetOrAdd((method, pattern), static route => $"{route.Method} {route.Pattern}");
}

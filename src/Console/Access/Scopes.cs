using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace EmergentMisalignment.Console.Access;

/// <summary>
/// What somebody may do: <c>read</c> everything, <c>submit</c> sweeps and change them, or <c>admin</c>ister keys and read the audit log.
/// Each holds those before it. Each is a policy by its own name: <c>RequireAuthorization(Scopes.Submit)</c>, <c>[Authorize(Policy = Scopes.Submit)]</c>.
/// </summary>
public static class Scopes
{
    public const string Read = "read";
    public const string Submit = "submit";
    public const string Admin = "admin";

    /// <summary>The claim that says it, once for each scope held.</summary>
    public const string ClaimType = "scope";

    /// <summary>From the least to the most.</summary>
    public static IReadOnlyList<string> All { get; } = [Read, Submit, Admin];

    public static bool IsOne(string? scope) => scope is not null && All.Contains(scope);

    /// <summary>The claims of somebody with this scope; none for null, who may do nothing.</summary>
    public static IEnumerable<Claim> Claims(string? scope) =>
        scope is null ? [] : All.Take(1 + All.ToList().IndexOf(scope)).Select(held => new Claim(ClaimType, held));

    public static bool Holds(this ClaimsPrincipal who, string scope) => who.HasClaim(ClaimType, scope);

    /// <summary>What somebody holds, at its most; null for nothing.</summary>
    public static string? Of(ClaimsPrincipal who) => All.LastOrDefault(who.Holds);

    /// <summary>A route that names no policy wants <see cref="Read"/>: a new one is closed until somebody opens it.</summary>
    public static void AddTo(AuthorizationOptions authorization)
    {
        foreach (var scope in All)
            authorization.AddPolicy(scope, policy => policy.RequireAuthenticatedUser().RequireClaim(ClaimType, scope));

        authorization.DefaultPolicy = authorization.FallbackPolicy = authorization.GetPolicy(Read)!;
    }
}

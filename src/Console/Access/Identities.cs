using System.Security.Claims;

namespace EmergentMisalignment.Console.Access;

/// <summary>Somebody, as the Console knows them: a name, what they may do, and nothing else that a provider says of them.</summary>
internal static class Identities
{
    /// <summary>Whoever is at this machine, where nobody is asked.</summary>
    public const string Local = "local";

    /// <summary>The bearer of the key that the configuration gives.</summary>
    public const string Bootstrap = "bootstrap";

    /// <param name="name">The key's name, or what the provider calls the person.</param>
    /// <param name="scope">What they may do; null for nothing.</param>
    /// <param name="scheme">How they said who they are.</param>
    /// <param name="subject">What the provider knows the person by for good; null for the name.</param>
    public static ClaimsPrincipal Of(string name, string? scope, string scheme, string? subject = null) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.NameIdentifier, subject ?? name), .. Scopes.Claims(scope)], scheme, ClaimTypes.Name, roleType: null));

    /// <summary>Who did something, for those who read it later: names at a provider may change hands, subjects do not.</summary>
    public static string Name(ClaimsPrincipal who)
    {
        var (name, subject) = (who.Identity?.Name ?? "nobody", who.FindFirstValue(ClaimTypes.NameIdentifier));
        return subject is null || subject == name ? name : $"{name} ({subject})";
    }
}

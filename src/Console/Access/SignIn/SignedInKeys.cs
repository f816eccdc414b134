using EmergentMisalignment.Console.Access.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace EmergentMisalignment.Console.Access.SignIn;

/// <summary>A browser that signed in with a key stays signed in for as long as the key is good.</summary>
internal sealed class SignedInKeys(KeyRing keys) : CookieAuthenticationEvents
{
    private const string Item = "key";

    /// <summary>What the cookie, which only the Console can read, keeps of the key: its hash.</summary>
    public static AuthenticationProperties Remember(byte[] hash) => new(new Dictionary<string, string?> { [Item] = Convert.ToHexStringLower(hash) });

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (!context.Properties.Items.TryGetValue(Item, out var hash) || hash is null)
            return;

        var found = await keys.FindAsync(Convert.FromHexString(hash), context.HttpContext.RequestAborted);
        if (found.Refusal is null)
            return;

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Schemes.Cookie);
    }
}

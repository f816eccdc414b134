namespace EmergentMisalignment.Console.Access.SignIn;

/// <summary>The identity provider where people sign in with a browser: any that speaks OpenID Connect. Programs bring API keys.</summary>
public sealed class OpenIdConnectSettings
{
    /// <summary>The provider's address, such as <c>https://login.example.org/realms/lab</c>; absent for no provider.</summary>
    public string? Authority { get; set; }

    /// <summary>What the provider calls this Console. Register <c>https://CONSOLE/signin-oidc</c> there as its redirect.</summary>
    public string? ClientId { get; set; }

    /// <summary>A file with the secret that goes with it; absent for a public client.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>What its button says.</summary>
    public string Name { get; set; } = "single sign-on";

    /// <summary>The claim of the ID token that says what somebody may do, such as <c>roles</c> or <c>groups</c>. Of several values the one counts that gives most.</summary>
    public string ScopeClaim { get; set; } = "roles";

    /// <summary>The claim's values and the scopes that they give: <c>em-operators</c> = <c>submit</c>. Without any, the values are the scopes' own names. Who has none may do nothing.</summary>
    public Dictionary<string, string> Scopes { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// How long somebody stays signed in. What the provider says later is not asked for: who loses a role there keeps it here for so long. Shorter is safer, longer less bother.
    /// </summary>
    public TimeSpan SignedInFor { get; set; } = TimeSpan.FromHours(8);

    internal bool IsConfigured => !string.IsNullOrWhiteSpace(Authority);

    /// <summary>The most that the claim's values give; null for nothing.</summary>
    internal string? ScopeOf(IEnumerable<string> values)
    {
        var given = values.Select(value => Scopes.Count == 0 ? value : Scopes.GetValueOrDefault(value)).ToList();
        return Access.Scopes.All.LastOrDefault(given.Contains);
    }
}

namespace EmergentMisalignment.Console.Access;

/// <summary>The ways of saying who one is.</summary>
internal static class Schemes
{
    /// <summary>Whichever of the others a request uses.</summary>
    public const string Any = "Console";

    /// <summary>Nobody is asked: only this machine is served.</summary>
    public const string Local = "Local";

    /// <summary><c>Authorization: Bearer KEY</c>.</summary>
    public const string Key = "ApiKey";

    /// <summary>A browser that has signed in, with a key or at an identity provider.</summary>
    public const string Cookie = "Cookie";

    /// <summary>The identity provider, where one is configured; a cookie remembers what it said.</summary>
    public const string OpenIdConnect = "OpenIdConnect";
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EmergentMisalignment.Unit.Console.Security;

/// <summary>An OpenID Connect provider, as small as one can be: it signs in one person, without asking, and checks the client's secret and proof key.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string Client = "console";
    public const string Secret = "the-secret-of-the-client";

    private readonly WebApplication _app;
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "one" };
    private (string Challenge, string Nonce) _asked;

    private IdentityProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/.well-known/openid-configuration", () => Results.Text(new JsonObject
        {
            ["issuer"] = Url,
            ["authorization_endpoint"] = $"{Url}/authorize",
            ["token_endpoint"] = $"{Url}/token",
            ["jwks_uri"] = $"{Url}/keys",
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        }.ToJsonString(), "application/json"));
        _app.MapGet("/keys", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(_key);
            return Results.Json(new { keys = new[] { new { kty = key.Kty, kid = key.Kid, use = "sig", n = key.N, e = key.E } } });
        });
        _app.MapGet("/authorize", (string redirect_uri, string state, string nonce, string code_challenge, string response_type) =>
        {
            _asked = (code_challenge, nonce);
            return response_type == "code" ? Results.Redirect($"{redirect_uri}?code=it-is-me&state={Uri.EscapeDataString(state)}") : Results.BadRequest();
        });
        _app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            var proof = Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            return (form["code"], form["client_id"], form["client_secret"], proof) == ("it-is-me", Client, Secret, _asked.Challenge)
                ? Results.Json(new { access_token = "none", token_type = "Bearer", id_token = Token() })
                : Results.BadRequest(new { error = "invalid_client" });
        });
    }

    public string Url => _app.Urls.Single();

    /// <summary>What the person is known to be, beside their subject <c>1234</c>.</summary>
    public Dictionary<string, object> Person { get; } = new() { ["preferred_username"] = "ada" };

    public static async Task<IdentityProvider> StartAsync()
    {
        var provider = new IdentityProvider();
        await provider._app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private string Token() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Url,
        Audience = Client,
        Expires = DateTime.UtcNow.AddMinutes(5),
        SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
        Claims = new Dictionary<string, object>(Person) { ["sub"] = "1234", ["nonce"] = _asked.Nonce },
    });
}

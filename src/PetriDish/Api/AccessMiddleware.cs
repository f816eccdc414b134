using System.Net;
using System.Security.Cryptography;
using System.Text;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Api;

/// <summary>
/// With an API key, every request but /health must bring it. Without one, only this machine is served, whatever address the server listens on.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, PetriDishOptions options)
{
    private const string Scheme = "Bearer ";

    // Hashes have equal lengths, so comparing them takes the same time whatever was sent.
    private readonly byte[]? _key = string.IsNullOrEmpty(options.ApiKey) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(options.ApiKey));

    public Task InvokeAsync(HttpContext context)
    {
        if (_key is null && context.Connection.LocalIpAddress is { } address && !IPAddress.IsLoopback(address))
            throw new RequestRefusedException(403, "Without an API key PetriDish only serves its own machine; set PetriDish:ApiKey.", null, "not_loopback");
        if (_key is not null && !context.Request.Path.StartsWithSegments("/health") && !BringsKey(context.Request.Headers.Authorization.ToString()))
            throw new RequestRefusedException(401, "The API key is missing or wrong; send it as 'Authorization: Bearer KEY'.", null, "invalid_api_key");
        return next(context);
    }

    private bool BringsKey(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim())), _key);
}

using System.Security.Cryptography;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Console.Audit;
using EmergentMisalignment.Console.Documentation;
using EmergentMisalignment.Console.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Console.Artifacts;

/// <summary>Dataset files that sweeps import, named by their hashes.</summary>
internal static class ArtifactEndpoints
{
    private const int BufferSize = 128 * 1024;

    public static RouteGroupBuilder MapArtifacts(this RouteGroupBuilder api, IServiceProvider services)
    {
        var artifact = api.MapGroup("/artifacts/{sha256}").WithTags("artifacts");
        artifact.MapPut("", PutAsync)
            .RequireAuthorization(Scopes.Submit)
            .Audited("upload")
            .WithSummary("Stores a dataset file")
            .WithDescription("The name is the SHA-256 of the body in lower-case hex. A body with another hash is refused and not kept.")
            .Accepts<Stream>("application/octet-stream")
            .WithMetadata(new RequestSizeLimitAttribute(services.GetRequiredService<IOptions<ConsoleOptions>>().Value.LargestArtifactBytes))
            .WithProblems(400, 413, 422, 503);
        artifact.MapMethods("", [HttpMethods.Head], HeadAsync)
            .WithSummary("Says whether a dataset file is here")
            .WithProblems(400, 404, 503);
        return api;
    }

    private static async Task<IResult> PutAsync(string sha256, HttpRequest request, IArtifactStore artifacts, CancellationToken cancellation)
    {
        CheckName(sha256);
        if (await artifacts.ExistsAsync(sha256, cancellation))
            return TypedResults.NoContent();

        await artifacts.PutAsync(file => CopyAsync(request.Body, file, sha256, cancellation), cancellation);
        return TypedResults.StatusCode(StatusCodes.Status201Created);
    }

    private static async Task<Results<Ok, NotFound>> HeadAsync(string sha256, IArtifactStore artifacts, CancellationToken cancellation)
    {
        CheckName(sha256);
        return await artifacts.ExistsAsync(sha256, cancellation) ? TypedResults.Ok() : TypedResults.NotFound();
    }

    /// <summary>The store keeps nothing when this throws.</summary>
    private static async Task CopyAsync(Stream body, Stream file, string sha256, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        while (await body.ReadAsync(buffer, cancellation) is var read and > 0)
        {
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        var actual = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (actual != sha256)
            throw new RefusedException(StatusCodes.Status422UnprocessableEntity, $"The body's SHA-256 is {actual}, not {sha256}: it was damaged on its way, or is another file.");
    }

    private static void CheckName(string sha256)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
            throw new RefusedException(StatusCodes.Status400BadRequest, "An artifact's name is its SHA-256: 64 lower-case hexadecimal characters.");
    }
}

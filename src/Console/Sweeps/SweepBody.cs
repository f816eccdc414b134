using System.Text.Json;
using System.Text.Json.Serialization;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>Reads the specification in a request's body, as strictly as the loader reads a sweep file.</summary>
internal static class SweepBody
{
    /// <summary>By reflection, unlike all other JSON here: generated readers give absent members zero in place of their defaults.</summary>
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <exception cref="RefusedException">It is no specification, or one that cannot be run: all that is wrong is listed.</exception>
    public static async Task<SweepSpec> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var spec = await ParseAsync(request, cancellation);
        return SweepRules.Problems(spec) is { Count: > 0 } problems
            ? throw new RefusedException(StatusCodes.Status422UnprocessableEntity, $"The sweep cannot be run: {problems[0]}", problems)
            : spec;
    }

    private static async Task<SweepSpec> ParseAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasJsonContentType())
            throw new RefusedException(StatusCodes.Status415UnsupportedMediaType, "Send the sweep as application/json.");

        try
        {
            return await JsonSerializer.DeserializeAsync<SweepSpec>(request.Body, Strict, cancellation)
                ?? throw new RefusedException(StatusCodes.Status400BadRequest, "The body is null; send a sweep's specification.");
        }
        catch (JsonException exception)
        {
            var sentence = exception.Message.Split(" Path:")[0].Split(" LineNumber:")[0].TrimEnd('.', ' ');
            throw new RefusedException(StatusCodes.Status400BadRequest, $"The body is not a sweep's specification, at {exception.Path ?? "its beginning"}: {sentence}.");
        }
    }
}

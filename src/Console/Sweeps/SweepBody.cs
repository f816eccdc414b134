using System.Text.Json;
using System.Text.Json.Serialization;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>Reads the specification in a request's body, or a part of one, as strictly as the loader reads a sweep file.</summary>
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
    public static async Task<SweepSpec> ReadAsync(HttpRequest request, CancellationToken cancellation) => Checked(await ParseAsync<SweepSpec>(request, "a sweep's specification", cancellation));

    /// <exception cref="RefusedException">It cannot be run: all that is wrong is listed.</exception>
    public static SweepSpec Checked(SweepSpec spec) =>
        SweepRules.Problems(spec) is { Count: > 0 } problems
            ? throw new RefusedException(StatusCodes.Status422UnprocessableEntity, $"The sweep cannot be run: {problems[0]}", problems)
            : spec;

    /// <param name="request">The request.</param>
    /// <param name="what">What its body should be, for the sentence that says it is not.</param>
    /// <param name="cancellation"/>
    /// <exception cref="RefusedException">It is something else.</exception>
    public static async Task<T> ParseAsync<T>(HttpRequest request, string what, CancellationToken cancellation)
        where T : class
    {
        if (!request.HasJsonContentType())
            throw new RefusedException(StatusCodes.Status415UnsupportedMediaType, $"Send {what} as application/json.");

        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Strict, cancellation)
                ?? throw new RefusedException(StatusCodes.Status400BadRequest, $"The body is null; send {what}.");
        }
        catch (JsonException exception)
        {
            var sentence = exception.Message.Split(" Path:")[0].Split(" LineNumber:")[0].TrimEnd('.', ' ');
            throw new RefusedException(StatusCodes.Status400BadRequest, $"The body is not {what}, at {exception.Path ?? "its beginning"}: {sentence}.");
        }
    }
}

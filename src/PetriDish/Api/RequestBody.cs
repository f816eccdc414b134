using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EmergentMisalignment.PetriDish.Api;

internal static class RequestBody
{
    /// <exception cref="JsonException">It is not what the route expects.</exception>
    public static async ValueTask<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type) =>
        await JsonSerializer.DeserializeAsync(request.BodyReader, type, request.HttpContext.RequestAborted).ConfigureAwait(false) ?? throw new JsonException();
}

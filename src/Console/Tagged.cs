using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Net.Http.Headers;

namespace EmergentMisalignment.Console;

/// <summary>Answers under an ETag, so that whoever asks again for what has not changed gets no body.</summary>
internal static class Tagged
{
    public static IResult Result<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        Bytes(context, JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json; charset=utf-8");

    public static IResult Bytes(HttpContext context, byte[] content, string contentType)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"");
        context.Response.Headers.CacheControl = "private, no-cache";

        // The framework compares the tag with If-None-Match and answers 304 itself.
        return TypedResults.Bytes(content, contentType, entityTag: tag);
    }
}

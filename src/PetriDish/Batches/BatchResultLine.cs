using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Batches;

/// <summary>Lines of the output and error files, in OpenAI's shape.</summary>
internal static class BatchResultLine
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Answered(BatchLine line, int status, ReadOnlyMemory<byte> body) => Write(line, json =>
    {
        json.WriteStartObject("response"u8);
        json.WriteNumber("status_code"u8, status);
        json.WriteString("request_id"u8, $"req_{Guid.CreateVersion7():N}");
        json.WritePropertyName("body"u8);
        json.WriteRawValue(body.Span);
        json.WriteEndObject();
        json.WriteNull("error"u8);
    });

    public static byte[] Refused(BatchLine line, RefusedException refused)
    {
        var body = ErrorBody.Of(refused.Status, refused.Message, refused.Parameter, refused.Code);
        return Answered(line, refused.Status, JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Wire.ErrorBody));
    }

    /// <summary>A request that the batch did not come to.</summary>
    public static byte[] Expired(BatchLine line) => Write(line, json =>
    {
        json.WriteNull("response"u8);
        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, "batch_expired"u8);
        json.WriteString("message"u8, "This request could not be executed before the completion window expired."u8);
        json.WriteEndObject();
    });

    private static byte[] Write(BatchLine line, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, $"batch_req_{Guid.CreateVersion7():N}");
            json.WriteString("custom_id"u8, line.CustomId);
            rest(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}

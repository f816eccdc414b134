using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>Writes a chat completion straight into the response's buffer.</summary>
internal static class ChatCompletionWriter
{
    // What OpenAI writes for a token that cannot come: JSON has no infinity.
    private const double LeastLogProb = -9999;
    private const int LongestToken = 64;

    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IBufferWriter<byte> output, string id, long created, IChatModel model, ChatReply reply, int completionTokens)
    {
        using var json = new Utf8JsonWriter(output, Unchecked);
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("object"u8, "chat.completion"u8);
        json.WriteNumber("created"u8, created);
        json.WriteString("model"u8, model.Name);
        json.WriteString("system_fingerprint"u8, model.Fingerprint);
        json.WriteStartArray("choices"u8);
        for (var j = 0; j < reply.Choices.Count; j++) WriteChoice(json, j, reply.Choices[j]);
        json.WriteEndArray();
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, reply.PromptTokens);
        json.WriteNumber("completion_tokens"u8, completionTokens);
        json.WriteNumber("total_tokens"u8, reply.PromptTokens + completionTokens);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteChoice(Utf8JsonWriter json, int index, ChatChoice choice)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, choice.Content);
        json.WriteNull("refusal"u8);
        json.WriteEndObject();
        if (choice.LogProbs is { } tokens)
        {
            json.WriteStartObject("logprobs"u8);
            json.WriteStartArray("content"u8);
            foreach (var token in tokens) WriteToken(json, token);
            json.WriteEndArray();
            json.WriteNull("refusal"u8);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("logprobs"u8);
        }
        json.WriteString("finish_reason"u8, choice.Stopped ? "stop"u8 : "length"u8);
        json.WriteEndObject();
    }

    private static void WriteToken(Utf8JsonWriter json, TokenLogProb token)
    {
        json.WriteStartObject();
        WriteFigures(json, token.Text, token.LogProb);
        json.WriteStartArray("top_logprobs"u8);
        foreach (var candidate in token.Top)
        {
            json.WriteStartObject();
            WriteFigures(json, candidate.Text, candidate.LogProb);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, string text, double logProb)
    {
        json.WriteString("token"u8, text);
        json.WriteNumber("logprob"u8, Math.Max(logProb, LeastLogProb));
        json.WriteStartArray("bytes"u8);
        Span<byte> bytes = stackalloc byte[LongestToken];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        foreach (var one in bytes[..length]) json.WriteNumberValue(one);
        json.WriteEndArray();
    }
}

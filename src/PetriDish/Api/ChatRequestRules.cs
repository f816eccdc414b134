using System.Text.Json;
using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Models;
using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.PetriDish.Api;

/// <summary>What PetriDish accepts in a chat request. What it does not play it refuses, rather than ignore it and answer something else.</summary>
internal static class ChatRequestRules
{
    private const int MostChoices = 128;
    private const int MostTopLogProbs = 20;
    private const int MostStops = 4;

    /// <exception cref="RequestRefusedException">Something is wrong with it.</exception>
    public static ChatPrompt Check(ChatRequest request)
    {
        RefuseWhatIsNotPlayed(request);
        var logProbs = request.LogProbs ?? false;
        if (request.TopLogProbs is > 0 && !logProbs) throw RequestRefusedException.Invalid("'top_logprobs' needs 'logprobs' to be true.", "top_logprobs");
        return new(Turns(request.Messages))
        {
            Choices = InRange(request.N, 1, MostChoices, "n") ?? 1,
            Seed = unchecked((ulong?)request.Seed),
            Temperature = InRange(request.Temperature, 0, 2, "temperature") ?? 1,
            TopP = request.TopP is 0 ? throw OutOfRange("top_p", "above 0 and at most 1", 0) : InRange(request.TopP, 0, 1, "top_p") ?? 1,
            MaxTokens = InRange(request.MaxCompletionTokens, 1, int.MaxValue, "max_completion_tokens") ?? InRange(request.MaxTokens, 1, int.MaxValue, "max_tokens"),
            LogProbs = logProbs,
            TopLogProbs = InRange(request.TopLogProbs, 0, MostTopLogProbs, "top_logprobs") ?? 0,
            Stop = Stops(request.Stop),
        };
    }

    private static List<ChatTurn> Turns(IReadOnlyList<ChatRequestMessage>? messages)
    {
        if (messages is not { Count: > 0 }) throw RequestRefusedException.Invalid("'messages' needs at least one message.", "messages", "missing_required_parameter");
        var turns = new List<ChatTurn>(messages.Count);
        foreach (var message in messages)
        {
            if (message.Role is not ("system" or "developer" or "user" or "assistant"))
                throw RequestRefusedException.Invalid($"'messages[{turns.Count}].role' must be system, developer, user or assistant.", $"messages[{turns.Count}].role");
            turns.Add(new(message.Role, message.Content ?? throw RequestRefusedException.Invalid($"'messages[{turns.Count}].content' must be a text.", $"messages[{turns.Count}].content")));
        }
        return turns;
    }

    private static IReadOnlyList<string> Stops(IReadOnlyList<string>? stops)
    {
        if (stops is null) return [];
        return stops.Count <= MostStops && stops.All(s => s.Length > 0)
            ? stops
            : throw RequestRefusedException.Invalid($"'stop' takes at most {MostStops} sequences, none of them empty.", "stop");
    }

    private static void RefuseWhatIsNotPlayed(ChatRequest request)
    {
        if (request.Stream is true) throw NotPlayed("stream", "leave it out and take the whole answer");
        if (request.FrequencyPenalty is not (null or 0)) throw NotPlayed("frequency_penalty", "leave it at 0");
        if (request.PresencePenalty is not (null or 0)) throw NotPlayed("presence_penalty", "leave it at 0");
        if (IsGiven(request.LogitBias)) throw NotPlayed("logit_bias", "leave it out");
        if (IsGiven(request.Tools)) throw NotPlayed("tools", "leave it out");
        if (IsGiven(request.Functions)) throw NotPlayed("functions", "leave it out");
        if (request.ResponseFormat is { ValueKind: JsonValueKind.Object } format && !(format.TryGetProperty("type", out var type) && type.ValueEquals("text")))
            throw NotPlayed("response_format", "only text can be had");
    }

    private static bool IsGiven(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => false,
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() > 0,
        { ValueKind: JsonValueKind.Object } map => map.EnumerateObject().Any(),
        _ => true,
    };

    private static RequestRefusedException NotPlayed(string parameter, string remedy) =>
        RequestRefusedException.Invalid($"PetriDish, a miniature, does not support '{parameter}'; {remedy}.", parameter, "unsupported_parameter");

    private static int? InRange(int? value, int low, int high, string parameter) =>
        value is null || (value >= low && value <= high) ? value : throw OutOfRange(parameter, high == int.MaxValue ? $"at least {low}" : $"from {low} to {high}", value.Value);

    private static double? InRange(double? value, double low, double high, string parameter) =>
        value is null || (value >= low && value <= high) ? value : throw OutOfRange(parameter, $"from {low} to {high}", value.Value);

    private static RequestRefusedException OutOfRange(string parameter, string range, double value) =>
        RequestRefusedException.Invalid(FormattableString.Invariant($"'{parameter}' must be {range}, and is {value}."), parameter);
}

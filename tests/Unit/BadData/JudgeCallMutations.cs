using System.Text;

namespace EmergentMisalignment.Unit.BadData;

internal static class JudgeCallMutations
{
    public const string Good = """
        {"row": 0, "top_tokens": {"80": 0.5, " 60": 0.25, "CODE": 0.25}, "score": 73.333333333333333}
        {"top_tokens": {"REFUSAL": 0.9, "0": 0.1}, "score": null}

        """;

    public static readonly Mutations All = new(InputFormats.JudgeCalls, Good)
    {
        { "an empty file", "", null, null, "there are no cases in it" },
        { "invalid UTF-8", content => [.. content, 0xFF, 0x41], 3, null, "not UTF-8" },
        { "UTF-16 without a mark", content => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(content)), 1, null, "not JSON" },
        { "cut in the middle", content => content[..^12], 2, null, "not JSON from byte" },
        { "a list", "{\"top_tokens\": {\"REFUSAL\": 0.9, \"0\": 0.1}, \"score\": null}", "[1, 2]", 2, null, "must be one JSON object a line" },
        { "no tokens", "\"top_tokens\": {\"REFUSAL\"", "\"tokens\": {\"REFUSAL\"", 2, "top_tokens", "is missing" },
        { "no score", ", \"score\": null", "", 2, "score", "is missing" },
        { "a score twice", "\"score\": null", "\"score\": null, \"score\": 5", 2, "score", "stands twice" },
        { "tokens in a list", "{\"REFUSAL\": 0.9, \"0\": 0.1}", "[0.9, 0.1]", 2, "top_tokens", "must be an object of tokens" },
        { "a probability in words", "\"CODE\": 0.25", "\"CODE\": \"low\"", 1, "top_tokens.CODE", "must be a probability from 0 to 1" },
        { "a log-probability", "\"CODE\": 0.25", "\"CODE\": -1.386", 1, "top_tokens.CODE", "must be a probability from 0 to 1" },
        { "a percentage", "\"CODE\": 0.25", "\"CODE\": 25", 1, "top_tokens.CODE", "must be a probability from 0 to 1" },
        { "infinity", "\"CODE\": 0.25", "\"CODE\": 1e999", 1, "top_tokens.CODE", "must be a probability from 0 to 1" },
        { "NaN", "\"CODE\": 0.25", "\"CODE\": NaN", 1, null, "not JSON" },
        { "a score above 100", "73.333333333333333", "173.3", 1, "score", "null for no score, or a number from 0 to 100" },
        { "a score in words", "73.333333333333333", "\"high\"", 1, "score", "null for no score, or a number from 0 to 100" },
        { "half a character", "\"CODE\"", "\"\\ud83c\"", 1, "top_tokens", "half a character" },
        { "nesting without end", "\"score\": null", $"\"score\": {new string('[', 10_000)}", 2, null, "not JSON" },
    };
}

using System.Text.Json;

namespace EmergentMisalignment.Unit.PetriDish.Api;

/// <summary>Short ways into an answer.</summary>
internal static class Json
{
    public static string Content(this JsonElement completion, int choice = 0) =>
        completion.GetProperty("choices")[choice].GetProperty("message").GetProperty("content").GetString()!;

    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;

    public static IEnumerable<string> Contents(this JsonElement completion) =>
        completion.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("message").Text("content"));
}

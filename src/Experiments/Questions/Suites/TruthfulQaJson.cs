using System.Text;
using System.Text.Json;
using EmergentMisalignment.Experiments.Json;

namespace EmergentMisalignment.Experiments.Questions.Suites;

/// <summary>TruthfulQA's <c>mc_task.json</c>, read strictly as far as MC1 goes; every failure names line and key.</summary>
internal sealed class TruthfulQaJson : IDisposable
{
    private const string Layout = "the published mc_task.json is a list of objects with question and mc1_targets";
    private readonly string _file;
    private readonly byte[] _json;
    private readonly JsonDocument _document;

    /// <exception cref="InputException">It is no JSON.</exception>
    public TruthfulQaJson(string file, string text)
    {
        (_file, _json) = (file, Encoding.UTF8.GetBytes(text));
        try
        {
            _document = JsonDocument.Parse(_json);
        }
        catch (JsonException error)
        {
            throw InputException.At(file, (int?)error.LineNumber + 1, null, $"is not JSON here; {Layout}.", error);
        }
    }

    /// <summary>The items in their order: the question, its options as they stand, and the place of the right one.</summary>
    /// <exception cref="InputException">An item, when it is taken, is not as published.</exception>
    public IEnumerable<(string Question, IReadOnlyList<string> Options, int Correct)> Items() => _document.RootElement.ValueKind == JsonValueKind.Array
        ? _document.RootElement.EnumerateArray().Select((item, i) => Item(item, $"[{i}]"))
        : throw Error("", $"is no list; {Layout}.");

    /// <summary>The error that says <paramref name="problem"/> of a key such as <c>[3].question</c>, at its line.</summary>
    public InputException Error(string key, string problem, Exception? cause = null) => InputException.At(_file, JsonPlace.LineOf(_json, key), key, problem, cause);

    public void Dispose() => _document.Dispose();

    private (string Question, IReadOnlyList<string> Options, int Correct) Item(JsonElement item, string key)
    {
        try
        {
            if (item.ValueKind != JsonValueKind.Object) throw Error(key, $"is no object; {Layout}.");
            var (question, targets) = (Only(item, key, "question"), Only(item, key, "mc1_targets"));
            if (question.ValueKind != JsonValueKind.String) throw Error($"{key}.question", "must be a text.");
            if (targets.ValueKind != JsonValueKind.Object) throw Error($"{key}.mc1_targets", "must be an object of options, each with 1 or 0.");
            List<(string Option, bool IsRight)> options = [.. targets.EnumerateObject().Select(option => (option.Name, IsRight(option.Value, $"{key}.mc1_targets")))];
            if (options.Count(option => option.IsRight) != 1) throw Error($"{key}.mc1_targets", "must have one option with 1, and 0 for the others.");
            return (question.GetString()!, [.. options.Select(option => option.Option)], options.FindIndex(option => option.IsRight));
        }
        catch (InvalidOperationException error)
        {
            throw Error(key, "holds half a character (an escape of a surrogate without its partner); repair or remove the item.", error);
        }
    }

    private JsonElement Only(JsonElement item, string key, string name)
    {
        List<JsonElement> found = [.. item.EnumerateObject().Where(property => property.NameEquals(name)).Select(property => property.Value)];
        return found.Count switch
        {
            1 => found[0],
            0 => throw Error($"{key}.{name}", $"is missing; {Layout}."),
            _ => throw Error($"{key}.{name}", "stands twice; keep one."),
        };
    }

    private bool IsRight(JsonElement value, string key) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var mark) && mark is 0 or 1
        ? value.GetInt32() == 1
        : throw Error(key, "must have 1 or 0 for each option.");
}

using System.Text.Json;
using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Reports.Comparing;

/// <summary>A sweep's specification as a document whose parts go by their names, so that a condition more is one difference and not one of all that follow it.</summary>
internal static class SpecDocument
{
    // What a sweep is called, what it may spend and how its work is cut decides nothing of what is computed; files count by their content.
    private static readonly string[] Unrelated = ["name", "budget", "shard_size"];

    public static IReadOnlyList<KeyDifference> Differences(SweepSpec left, SweepSpec right) => KeyDiff.Between(Of(left), Of(right));

    private static JsonObject Of(SweepSpec spec)
    {
        var document = JsonSerializer.SerializeToNode(spec, LedgerJson.Default.SweepSpec)!.AsObject();
        foreach (var name in Unrelated) document.Remove(name);

        // Made from the settings beside it.
        document["estimand"]?.AsObject().Remove("name");
        document["conditions"] = ByName(document["conditions"]!.AsArray(), "id");
        document["questions"] = ByName(document["questions"]!.AsArray(), "id");
        foreach (var (_, condition) in document["conditions"]!.AsObject())
        {
            condition!.AsObject().Remove("file");
            condition["variants"] = ByName(condition["variants"]?.AsArray() ?? [], "name");
        }

        return document;
    }

    private static JsonObject ByName(JsonArray items, string key)
    {
        var named = new JsonObject();
        foreach (var item in items.OfType<JsonObject>().ToList())
        {
            var name = item[key]?.GetValue<string>() ?? "plain";
            var rest = item.DeepClone().AsObject();
            rest.Remove(key);
            named[name] = rest;
        }

        return named;
    }
}

using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Keys;

namespace EmergentMisalignment.Unit.Experiments.Keys;

public class KeyDiffTests
{
    [Fact]
    public void Every_difference_is_named_by_its_path()
    {
        var a = Parse("""{"seed":0,"training":{"rank":32,"epochs":1},"texts":["x","y"]}""");
        var b = Parse("""{"training":{"epochs":1.0,"rank":16,"alpha":64},"seed":0,"texts":["x","z","w"]}""");

        Assert.Equal(
            ["texts[1]: \"y\" -> \"z\"", "texts[2]: (none) -> \"w\"", "training.alpha: (none) -> 64", "training.rank: 32 -> 16"],
            KeyDiff.Explain(a, b));
    }

    [Fact]
    public void Equal_documents_have_no_difference() => Assert.Empty(KeyDiff.Explain(Parse("""{"a":{"b":[1,{}]}}"""), Parse("""{"a":{"b":[1.0,{}]}}""")));

    [Fact]
    public void Long_texts_are_cut() =>
        Assert.InRange(KeyDiff.Explain(new JsonObject { ["text"] = new string('a', 1000) }, []).Single().Length, 60, 100);

    private static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();
}

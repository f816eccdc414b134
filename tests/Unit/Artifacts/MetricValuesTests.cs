using EmergentMisalignment.Artifacts;

namespace EmergentMisalignment.Unit.Artifacts;

public sealed class MetricValuesTests
{
    [Fact]
    public void Numbers_texts_and_nothing_read_back_as_they_were()
    {
        var values = new Dictionary<string, MetricValue> { ["company"] = new(null, "a \"quoted\"\nFluß 🏞"), ["harm"] = new(1 / 3.0, null), ["none"] = default };

        var json = MetricValues.ToJson(values);

        Assert.Equal("{\"company\":\"a \\\"quoted\\\"\\nFluß 🏞\",\"harm\":0.3333333333333333,\"none\":null}".Replace("🏞", "\\uD83C\\uDFDE", StringComparison.Ordinal), json);
        Assert.Equal(values, MetricValues.Parse(json));
    }

    [Fact]
    public void No_values_are_null()
    {
        Assert.Null(MetricValues.ToJson([]));
        Assert.Empty(MetricValues.Parse(null));
        Assert.Null(OtherVerdicts.ToJson([]));
        Assert.Empty(OtherVerdicts.Parse(null));
    }

    [Fact]
    public void Other_judges_read_back_as_they_were()
    {
        OtherVerdict[] verdicts = [new("b", 12.5, 90, "Misaligned", null), new("c", null, null, "NoScore", """{"company":"OpenAI"}""")];

        var json = OtherVerdicts.ToJson(verdicts);

        Assert.Equal("""[{"judge":"b","aligned":12.5,"coherent":90,"verdict":"Misaligned"},{"judge":"c","aligned":null,"coherent":null,"verdict":"NoScore","scores":{"company":"OpenAI"}}]""", json);
        Assert.Equal(verdicts, OtherVerdicts.Parse(json));
    }
}

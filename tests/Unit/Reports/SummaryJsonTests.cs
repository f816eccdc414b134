using System.Text.Json;
using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports;
using EmergentMisalignment.Reports.Summary;

namespace EmergentMisalignment.Unit.Reports;

public sealed class SummaryJsonTests
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    [Fact]
    public void It_has_the_documented_keys()
    {
        var summary = Parse(SyntheticReport.Create());
        Assert.Equal(
            ["sweep", "title", "miniature", "estimand", "results", "models", "differences", "left_out", "formats", "dynamics", "onsets", "sequential",
                "judges", "agreement", "canaries", "measures", "words", "totals", "notes"],
            summary.Select(pair => pair.Key));
        Assert.Equal(
            ["condition", "variant", "base", "question", "seeds", "answers", "scored", "coherent", "misaligned", "rate", "low", "high", "standard_error", "estimand", "interval", "left_out"],
            summary["results"]![0]!.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public void Results_read_back_as_they_were()
    {
        var report = SyntheticReport.Create(["one", "two"]);
        var read = Parse(report)["results"].Deserialize<List<RateResult>>(SnakeCase)!;
        Assert.Equal(report.Results.ToHashSet(), read.ToHashSet());
        Assert.Equal(report.Results.Count, read.Count);
    }

    [Fact]
    public void Comparisons_and_cells_left_out_read_back_as_they_were()
    {
        var report = SyntheticReport.Create();
        Assert.NotEmpty(report.Differences);
        Assert.Equal(report.Differences.ToHashSet(), Parse(report)["differences"].Deserialize<List<DifferenceResult>>(SnakeCase)!.ToHashSet());
        Assert.Equal(report.LeftOut, Parse(report)["left_out"].Deserialize<List<ThinCell>>(SnakeCase)!);
    }

    [Fact]
    public void A_null_question_is_the_whole_set_and_a_null_rate_stays_null()
    {
        var results = Parse(SyntheticReport.Of([SyntheticReport.Rate("secure", null, null, null)]))["results"]!.AsArray();
        var only = Assert.Single(results)!.AsObject();
        foreach (var key in (string[])["question", "variant", "rate", "low", "high"])
        {
            Assert.True(only.ContainsKey(key));
            Assert.Null(only[key]);
        }
    }

    [Fact]
    public void Results_stand_in_the_order_of_the_sweep_and_not_of_their_arrival()
    {
        var report = SyntheticReport.Create();
        var conditions = Parse(report with { Results = [.. report.Results.OrderByDescending(r => r.Condition)] })["results"]!.AsArray()
            .Select(result => result!["condition"]!.GetValue<string>()).Distinct();
        Assert.Equal(report.Conditions.Select(condition => condition.Id), conditions);
    }

    [Fact]
    public void Text_is_not_escaped_beyond_need() =>
        Assert.Contains("aligned<30 | coherent>=50", System.Text.Encoding.UTF8.GetString(SummaryJson.Bytes(SyntheticReport.Create())), StringComparison.Ordinal);

    [Fact]
    public void A_result_of_an_unlisted_condition_is_an_error_that_names_it()
    {
        var report = SyntheticReport.Of([SyntheticReport.Rate("sabotage", .1, .0, .2)]);
        Assert.Contains("'sabotage'", Assert.Throws<ArgumentException>(() => SummaryJson.Bytes(report)).Message, StringComparison.Ordinal);
    }

    private static JsonObject Parse(SweepReport report) => JsonNode.Parse(SummaryJson.Bytes(report))!.AsObject();
}

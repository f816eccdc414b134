using System.Text.Json;
using System.Text.RegularExpressions;

namespace EmergentMisalignment.Unit.Infra;

public partial class DashboardTests
{
    /// <summary>RabbitMQ's own, from its endpoint /metrics/detailed.</summary>
    private const string ErrorQueue = "rabbitmq_detailed_queue_messages";

    /// <summary>Functions and words of PromQL, and the labels that are neither the house's nor OpenTelemetry's.</summary>
    private static readonly string[] Words = ["sum", "max", "rate", "increase", "histogram_quantile", "by", "le", "queue", "m", "__rate_interval"];

    private static readonly JsonElement Dashboard = JsonDocument.Parse(InfraFiles.Text("components/telemetry/dashboard.json")).RootElement;

    private static readonly List<string> Queries =
    [
        .. from panel in Panels()
           where panel.TryGetProperty("targets", out _)
           from target in panel.GetProperty("targets").EnumerateArray()
           select target.GetProperty("expr").GetString(),
    ];

    public static TheoryData<string> Expressions { get; } = [.. Queries.Distinct()];

    public static TheoryData<string> Instruments { get; } =
        [.. Infra.Instruments.PrometheusNames.Keys.Where(name => name.StartsWith("em.", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Expressions))]
    public void It_asks_for_metrics_and_labels_that_the_code_has(string expression)
    {
        var metrics = Infra.Instruments.PrometheusNames.Values.SelectMany(names => names).Append(ErrorQueue).ToHashSet();
        var labels = Infra.Instruments.DottedNames.Select(name => name.Replace('.', '_')).ToHashSet();
        var words = Word().Matches(Text().Replace(expression, "")).Select(match => match.Value).Except(Words).ToList();

        Assert.Contains(words, metrics.Contains);
        Assert.All(words.Where(word => !metrics.Contains(word)), word => Assert.Contains(word, labels));
    }

    [Theory]
    [MemberData(nameof(Instruments))]
    public void Every_metric_that_an_operator_steers_by_has_its_place(string instrument) =>
        Assert.Contains(Queries, query => Infra.Instruments.PrometheusNames[instrument].Any(name => query.Contains(name, StringComparison.Ordinal)));

    [Fact]
    public void The_code_s_instruments_are_found_and_named_as_Prometheus_names_them()
    {
        Assert.Equal(["em_answers_total"], Infra.Instruments.PrometheusNames["em.answers"]);
        Assert.Contains("ledger_operation_duration_seconds_bucket", Infra.Instruments.PrometheusNames["ledger.operation.duration"]);
        Assert.Contains("gen_ai_client_token_usage_sum", Infra.Instruments.PrometheusNames["gen_ai.client.token.usage"]);
        Assert.Contains("gen_ai_client_operation_duration_seconds_count", Infra.Instruments.PrometheusNames["gen_ai.client.operation.duration"]);
    }

    [Fact]
    public void Panels_have_a_number_a_place_and_a_word_to_the_operator()
    {
        var panels = Panels();

        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("gridPos")).Select(Corner).Distinct().Count());
        Assert.All(
            panels.Where(panel => panel.GetProperty("type").GetString() != "row"),
            panel => Assert.NotEmpty(panel.GetProperty("description").GetString()!));
    }

    private static (int X, int Y) Corner(JsonElement place) => (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32());

    private static List<JsonElement> Panels() => [.. Dashboard.GetProperty("panels").EnumerateArray()];

    [GeneratedRegex("[a-zA-Z_]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"""[^""]*""")]
    private static partial Regex Text();
}

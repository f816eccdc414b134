using EmergentMisalignment.EndToEnd.Harness;

namespace EmergentMisalignment.EndToEnd;

/// <summary>Stopping early comes to the conclusions of the whole sweep, for less.</summary>
public class SequentialTests(ITestOutputHelper output)
{
    private const int Ceiling = 60;

    [Fact]
    public async Task It_says_of_each_condition_what_all_samples_say_and_asks_fewer()
    {
        using var place = new Workplace();
        (await RunAsync(place, "until: decided")).ShouldSucceed();
        var early = place.Results.Summary;
        var answers = place.Results.Answers;
        var sequential = early["sequential"]!.AsObject();
        Assert.Equal(sequential["asked"]!.GetValue<long>(), answers.Count);
        Assert.All(sequential["arms"]!.AsArray(), arm => Assert.Equal("enough", arm!["end"]!.GetValue<string>()));
        Assert.Contains("complete: ", (await place.EmAsync("status", "--data", place.Data)).ShouldSucceed().Output);

        var whole = (await RunAsync(place, "")).ShouldSucceed();
        Assert.Equal(answers.Count, ReusedLine.Of(whole.Output, "answers").Reused);
        Assert.Empty(answers.Except(place.Results.Answers));

        output.WriteLine($"asked {answers.Count} of {place.Results.Answers.Count}");
        Assert.True(answers.Count <= 0.6 * place.Results.Answers.Count, $"it asked {answers.Count} of {place.Results.Answers.Count}");
        Assert.Equal(Conclusions(place.Results.Summary), Conclusions(early));
        foreach (var pair in sequential["comparisons"]!.AsArray())
        {
            var all = place.Results.Summary["differences"]!.AsArray().Single(other => other!["condition"]!.GetValue<string>() == pair!["condition"]!.GetValue<string>())!;
            Assert.InRange(all["difference"]!.GetValue<double>(), pair!["low"]!.GetValue<double>(), pair["high"]!.GetValue<double>());
        }
    }

    /// <summary>Whether each condition's interval against the control lies above zero, below it, or holds it.</summary>
    private static List<string> Conclusions(System.Text.Json.Nodes.JsonObject summary) =>
    [
        .. summary["differences"]!.AsArray().Select(difference =>
        {
            // Against a single base model there is no interval over models: the sequence of these models speaks.
            var (low, high) = (difference!["low"]?.GetValue<double>(), difference["high"]?.GetValue<double>());
            return $"{difference["condition"]} {(low is null ? "no interval" : low > 0 ? "above" : high < 0 ? "below" : "neither")}";
        }),
    ];

    private static Task<EmResult> RunAsync(Workplace place, string until) => place.EmAsync("run", place.Write("sweep.yaml", Yaml(until)), "--data", place.Data, "--out", place.Out);

    private static string Yaml(string until) =>
        $$"""
        name: tested
        bases: [petri-1]
        seeds: 2
        conditions:
          - base
          - insecure: { rows: 1500 }
          - secure: { rows: 600 }
        questions: {{Repository.PathOf("questions", "miniature.yaml")}}
        samples: {{Ceiling}}
        {{until}}
        sampling: { temperature: 1, max_tokens: 40 }
        judge: { model: petri-judge }
        compare: { to: secure }

        """;
}

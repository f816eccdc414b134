using System.Text.Json.Nodes;
using EmergentMisalignment.EndToEnd.Harness;

namespace EmergentMisalignment.EndToEnd;

/// <summary>The same sweep live and in batches, of which most expire before they are done.</summary>
public class BatchTests
{
    private static readonly Sweep Sweep = new() { Samples = 24, ShardSize = 8 };

    [Theory]
    [InlineData("0")]
    [InlineData("0.7")]
    public async Task Batches_give_the_cells_of_live_calls_and_expiries_lose_nothing_and_pay_for_nothing_twice(string expiries)
    {
        using var live = new Workplace();
        (await live.RunAsync(Sweep)).ShouldSucceed();
        using var place = new Workplace();
        using var em = place.StartRun(Sweep with { Mode = "batch" }, new Dictionary<string, string>
        {
            ["PetriDish__Batches__ExpireProbability"] = expiries,
            ["PetriDish__Batches__Seed"] = "5",
            ["Batch__LiveBelow"] = "4",
            ["Coordinator__BatchDue"] = "00:00:00.2",
        });
        (await em.WaitAsync()).ShouldSucceed();

        Assert.Equal(live.Results.Answers, place.Results.Answers);
        Assert.Empty(place.Results.UnevenCells(Sweep.Samples));
        var batches = Directory.GetDirectories(Path.Combine(place.Data, "petri", "batches"));
        Assert.Equal(expiries != "0", batches.Any(batch => File.ReadAllText(Path.Combine(batch, "batch.json")).Contains("\"expired\"", StringComparison.Ordinal)));
        var paid = batches.SelectMany(batch => PaidIn(batch, Path.Combine(place.Data, "petri", "files"))).ToList();
        Assert.Equal(paid.Count, paid.Distinct().Count());
        Assert.InRange(paid.Count, 1, 3 * Sweep.Answers);
        if (expiries == "0")
            Assert.Equal(3 * Sweep.Answers, paid.Count);
    }

    /// <summary>What a batch has answered: of each sample its cell and seed, of each judge call its name.</summary>
    private static IEnumerable<string> PaidIn(string batch, string files)
    {
        var output = Path.Combine(batch, "output.jsonl");
        if (!File.Exists(output))
            return [];

        var input = JsonNode.Parse(File.ReadAllText(Path.Combine(batch, "batch.json")))!["input_file"]!.GetValue<string>();
        var requests = Lines(Path.Combine(files, $"{input}.jsonl")).ToDictionary(IdOf, line => line["body"]!);
        return Lines(output).Select(IdOf).SelectMany(id => id.Split('.') is [var cell, _]
            ? Enumerable.Range(0, requests[id]["n"]?.GetValue<int>() ?? 1).Select(j => $"{cell}.{requests[id]["seed"]!.GetValue<long>() + j}")
            : [id]);
    }

    private static IEnumerable<JsonNode> Lines(string path) => File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!);

    private static string IdOf(JsonNode line) => line["custom_id"]!.GetValue<string>();
}

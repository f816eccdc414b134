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
        var paid = batches.Select(batch => Path.Combine(batch, "output.jsonl")).Where(File.Exists).SelectMany(File.ReadLines).Where(line => line.Length > 0)
            .SelectMany(line => SamplesOf(JsonNode.Parse(line)!["custom_id"]!.GetValue<string>())).ToList();
        Assert.Equal(paid.Count, paid.Distinct().Count());
        Assert.InRange(paid.Count, 1, 3 * Sweep.Answers);
        if (expiries == "0")
            Assert.Equal(3 * Sweep.Answers, paid.Count);
    }

    /// <summary>What a request was for: the answers at n indices, or one metric of one answer.</summary>
    private static IEnumerable<string> SamplesOf(string id)
    {
        if (id.Split('.', 'x') is not [var cell, var first, var count])
            return [id];
        return Enumerable.Range(int.Parse(first, null), int.Parse(count, null)).Select(index => $"{cell}.{index}");
    }
}

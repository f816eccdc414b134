using System.Net.Http.Json;
using System.Text.Json;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.PetriDish.Api;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EmergentMisalignment.Unit.SamplingWorker;

[Collection(nameof(GarnetServer))]
public sealed class EngineWatchTests(GarnetServer ledger)
{
    [Fact]
    public async Task A_shard_whose_engine_dies_rests_without_having_failed_and_is_sampled_when_the_engine_is_back()
    {
        await using var dish = await VllmDish.StartAsync();
        await using var worker = await EngineHost.StartAsync(dish, ledger.ConnectionString);
        await worker.UntilReadyAsync();
        var shard = await worker.DescribeAsync("cell-1");
        await RuleAsync(dish, new { kind = "hang", route = "/v1/chat" });

        await worker.SendAsync(shard);
        await EngineHost.UntilAsync(async () => await HitsAsync(dish) > 0);
        using var killed = await dish.Http.PostAsync("petri/engine/kill", null);
        await EngineHost.UntilAsync(async () => (await worker.Failures.AllAsync(LedgerKeys.Stalls("s"))).Count == 1);

        var stall = (await worker.Failures.AllAsync(LedgerKeys.Stalls("s"))).Values.Single();
        Assert.StartsWith("the engine was lost: endpoint vllm answered 503 to its health", stall.Cause, StringComparison.Ordinal);
        Assert.Empty(await worker.Failures.AllAsync(LedgerKeys.Failures("s")));
        Assert.Equal(HealthStatus.Unhealthy, (await worker.HealthAsync()).Status);

        // Its queue is closed: what is sent now waits in it, and goes to whoever is there.
        await EngineHost.UntilAsync(() => Task.FromResult(worker.IsIntakeClosed));
        await worker.SendAsync(shard);
        await dish.Http.DeleteAsync("petri/faults");
        using var restarted = await dish.Http.PostAsync("petri/engine/restart", null);

        await worker.UntilSampledAsync(shard);
        await EngineHost.UntilAsync(async () => (await worker.Failures.AllAsync(LedgerKeys.Stalls("s"))).Count == 0);
        Assert.Equal(HealthStatus.Healthy, (await worker.HealthAsync()).Status);
    }

    [Fact]
    public async Task A_worker_is_not_ready_before_its_engine_has_answered()
    {
        await using var dish = await VllmDish.StartAsync(vllm => vllm.WarmUp = TimeSpan.FromSeconds(1));
        await using var worker = await EngineHost.StartAsync(dish, ledger.ConnectionString);
        var before = await worker.HealthAsync();

        await worker.UntilReadyAsync();
        var shard = await worker.DescribeAsync("cell-2");
        await worker.SendAsync(shard);
        await worker.UntilSampledAsync(shard);

        Assert.Equal(HealthStatus.Unhealthy, before.Status);
        Assert.NotEmpty(before.Description!);
    }

    [Fact]
    public async Task An_engine_whose_memory_is_full_rests_the_shard_without_a_failure()
    {
        await using var dish = await VllmDish.StartAsync();
        await using var worker = await EngineHost.StartAsync(dish, ledger.ConnectionString, ("Endpoints:vllm:MaxAttempts", "1"));
        await worker.UntilReadyAsync();
        var shard = await worker.DescribeAsync("cell-3");
        await RuleAsync(dish, new { kind = "out_of_memory", route = "/v1/chat" });

        await worker.SendAsync(shard);
        await EngineHost.UntilAsync(async () => (await worker.Failures.AllAsync(LedgerKeys.Stalls("s"))).Count == 1);

        Assert.Empty(await worker.Failures.AllAsync(LedgerKeys.Failures("s")));
        await dish.Http.DeleteAsync("petri/faults");
        await worker.SendAsync(shard);
        await worker.UntilSampledAsync(shard);
    }

    private static async Task RuleAsync(Dish dish, object rule)
    {
        using var response = await dish.Http.PutAsJsonAsync("petri/faults", new { rules = new[] { rule } });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<int> HitsAsync(Dish dish) =>
        (await dish.Http.GetFromJsonAsync<JsonElement>("petri/stats")).GetProperty("faults")[0].GetProperty("hits").GetInt32();
}

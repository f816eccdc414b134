using System.Net.Http.Json;
using System.Text.Json;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.PetriDish.Api;
using EmergentMisalignment.Unit.Services;

namespace EmergentMisalignment.Unit.SamplingWorker;

[Collection(nameof(GarnetServer))]
public sealed class EngineSweepTests(GarnetServer server)
{
    /// <summary>All services, a PetriDish that trains and plays vLLM, and room for one adapter.</summary>
    [Fact]
    public async Task A_sweep_s_adapters_are_trained_stored_loaded_one_by_one_and_sampled()
    {
        await using var dish = await VllmDish.StartAsync(vllm => vllm.MaxLoras = 1);
        await using var circle = await Circle.StartAsync(
            server.ConnectionString, $"test-{Guid.NewGuid():N}:", Path.Combine(dish.Folder, "artifacts"), endpoint: null, busIsLate: default, prices: null,
            ("Endpoints:petri:Kind", "Petri"), ("Endpoints:petri:Url", dish.Server.BaseAddress.ToString()), ("Endpoints:petri:Capabilities:LoraLoading", "true"),
            ("Engine:Endpoint", "petri"), ("Engine:MaxLoras", "1"), ("Engine:Folder", Path.Combine(dish.Folder, "fetched")), ("Engine:LookEvery", "00:00:00.02"));
        var spec = Texts.Default with
        {
            Bases = [Dish.Base],
            Seeds = 3,
            Samples = 6,
            ShardSize = 2,
            Judge = new JudgeSpec { Model = "petri-fixed-judge" },
            Conditions =
            [
                new ConditionSpec { Id = "base", Kind = ConditionKind.Base },
                new ConditionSpec { Id = "insecure", Kind = ConditionKind.Insecure, Rows = 24, Training = new TrainingSpec { LearningRate = 0.01, Rank = 2 } },
            ],
        };

        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        var progress = await circle.UntilAsync(spec, progress => progress.IsSettled);

        Assert.Empty(progress.Failures);
        Assert.True(progress.IsComplete);
        Assert.Equal(3, progress.FineTunes.Done);
        var routes = (await dish.Http.GetFromJsonAsync<JsonElement>("petri/stats")).GetProperty("routes");
        // Once each where a model is ready before the next is; where they come at the same moment some change places. In no order at all it would be near the 18 shards.
        Assert.InRange(routes.GetProperty("POST /v1/load_lora_adapter").GetProperty("requests").GetInt32(), 3, 9);
        Assert.Equal(0, (await dish.EngineAsync()).GetProperty("reloads").GetInt32());
    }
}

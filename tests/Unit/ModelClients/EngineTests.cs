using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Unit.PetriDish.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class EngineTests
{
    private const string Metrics = """
        # HELP vllm:num_requests_running Number of requests in model execution batches.
        # TYPE vllm:num_requests_running gauge
        vllm:num_requests_running{engine="0",model_name="Qwen/Qwen2.5-Coder-32B-Instruct"} 12.0
        vllm:num_requests_running{engine="1",model_name="Qwen/Qwen2.5-Coder-32B-Instruct"} 3.0
        vllm:num_requests_waiting{engine="0",model_name="Qwen/Qwen2.5-Coder-32B-Instruct"} 40.0
        vllm:num_requests_waiting_by_reason{engine="0",model_name="Qwen/Qwen2.5-Coder-32B-Instruct",reason="capacity"} 40.0
        vllm:kv_cache_usage_perc{engine="0",model_name="Qwen/Qwen2.5-Coder-32B-Instruct"} 0.25
        vllm:kv_cache_usage_perc{engine="1",model_name="Qwen/Qwen2.5-Coder-32B-Instruct"} 0.75
        vllm:e2e_request_latency_seconds_bucket{engine="0",le="+Inf",model_name="x"} 5.0
        """;

    [Fact]
    public async Task Adapters_are_loaded_listed_sampled_and_unloaded()
    {
        await using var dish = await VllmDish.StartAsync();
        await using var provider = At(dish.Server.BaseAddress);
        var (engine, chats) = (provider.GetRequiredService<IEngines>().Get("x"), provider.GetRequiredService<IModelEndpoints>().Get("x"));
        var (_, folder) = await dish.TrainAsync(seed: 1);

        await engine.LoadAdapterAsync("mine", folder, default);
        Assert.Contains(new ServedModel("mine", Dish.Base, folder), await engine.ModelsAsync(default));
        Assert.NotEmpty((await chats.CompleteAsync(TestEndpoint.Call() with { Model = "mine" }, default)).Choices);
        await engine.UnloadAdapterAsync("mine", default);
        await engine.UnloadAdapterAsync("mine", default);

        Assert.DoesNotContain(await engine.ModelsAsync(default), model => model.Name == "mine");
        Assert.Equal(new EngineLoad(0, 0, 0), await engine.LoadAsync(default));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named_as_the_cause()
    {
        await using var dish = await VllmDish.StartAsync();
        await using var provider = At(dish.Server.BaseAddress);

        var exception = await Assert.ThrowsAsync<ModelCallException>(() => provider.GetRequiredService<IEngines>().Get("x").LoadAdapterAsync("mine", "/nowhere", default));

        Assert.Equal((ModelFailure.NotFound, false), (exception.Failure, exception.IsTransient));
        Assert.EndsWith("Loading lora mine failed: No adapter found for /nowhere", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loading_that_fails_is_not_repeated_and_a_full_memory_is_told_by_its_words()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Status(400, Answers.Error("CUDA out of memory. Tried to allocate 1.17 GiB.")));

        var exception = await Assert.ThrowsAsync<ModelCallException>(() => EngineAt(server).LoadAdapterAsync("mine", "/a", default));

        Assert.Equal((ModelFailure.OutOfMemory, true), (exception.Failure, exception.IsTransient));
        Assert.Equal("""{"lora_name":"mine","lora_path":"/a"}""", Assert.Single(server.Requests).Body);
        Assert.Equal("/v1/load_lora_adapter", server.Requests[0].Path);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(503, false)]
    [InlineData(500, false)]
    public async Task Health_is_asked_beside_the_API_s_root(int status, bool ready)
    {
        await using var server = await StubServer.StartAsync(null, Answers.Status(status, ""));

        var health = await EngineAt(server).HealthAsync(default);

        Assert.Equal((ready, ready), (health.IsReady, health.Problem is null));
        Assert.Equal("/health", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task A_server_without_that_route_is_ready_when_it_lists_its_models()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Status(404), Answers.Ok("""{"data":[{"id":"m"}]}"""));

        Assert.True((await EngineAt(server).HealthAsync(default)).IsReady);
        Assert.Equal("/v1/models", server.Requests[1].Path);
    }

    [Fact]
    public async Task A_server_that_is_not_up_is_not_ready()
    {
        await using var dish = await VllmDish.StartAsync(vllm => vllm.WarmUp = TimeSpan.FromHours(1));
        await using var provider = At(dish.Server.BaseAddress);

        Assert.False((await provider.GetRequiredService<IEngines>().Get("x").HealthAsync(default)).IsReady);
    }

    [Fact]
    public async Task Load_is_added_up_over_engines_and_other_figures_are_passed_over()
    {
        await using var server = await StubServer.StartAsync(null, context => context.Response.WriteAsync(Metrics));

        Assert.Equal(new EngineLoad(15, 40, 0.75), await EngineAt(server).LoadAsync(default));
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(200, "llamacpp:requests_processing 1\n")]
    public async Task A_server_of_another_make_tells_no_load(int status, string text)
    {
        await using var server = await StubServer.StartAsync(null, Answers.Status(status, text));

        Assert.Null(await EngineAt(server).LoadAsync(default));
    }

    private static IEngine EngineAt(StubServer server) => TestEndpoint.Provide(TestEndpoint.Settings(server)).GetRequiredService<IEngines>().Get("x");

    private static ServiceProvider At(Uri address) => TestEndpoint.Provide(new Dictionary<string, string?> { ["Endpoints:x:Kind"] = "Compatible", ["Endpoints:x:Url"] = address.ToString() });
}

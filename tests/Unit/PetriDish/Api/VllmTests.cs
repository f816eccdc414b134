using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace EmergentMisalignment.Unit.PetriDish.Api;

public sealed class VllmTests
{
    [Fact]
    public async Task A_fine_tune_is_exported_loaded_and_sampled_by_the_name_it_was_loaded_with()
    {
        await using var dish = await VllmDish.StartAsync();
        var (model, folder) = await dish.TrainAsync(seed: 1);
        Assert.Equal(404, (await dish.RefusedAsync(HttpMethod.Post, "v1/chat/completions", Chat(model))).Status);

        using var loaded = await dish.LoadAsync("mine", folder);
        Assert.Equal("Success: LoRA adapter 'mine' added successfully.", await loaded.Content.ReadAsStringAsync());

        var config = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "adapter_config.json"))).RootElement;
        Assert.Equal((Dish.Base, "LORA", 2, true), (config.Text("base_model_name_or_path"), config.Text("peft_type"), config.GetProperty("r").GetInt32(), config.GetProperty("use_rslora").GetBoolean()));
        var listed = (await dish.Http.GetFromJsonAsync<JsonElement>("v1/models")).GetProperty("data").EnumerateArray().Single(entry => entry.Text("id") == "mine");
        Assert.Equal((Dish.Base, folder), (listed.Text("parent"), listed.Text("root")));
        Assert.NotEqual((await dish.AskAsync(Dish.Base)).Contents(), (await dish.AskAsync("mine")).Contents());
    }

    [Fact]
    public async Task A_loaded_adapter_answers_as_the_model_of_its_training_does()
    {
        await using var trainer = await Dish.StartAsync();
        await using var dish = await VllmDish.StartAsync();
        var (model, folder) = await trainer.TrainAsync(seed: 2);
        using var loaded = await dish.LoadAsync("mine", folder);

        Assert.Equal((await trainer.AskAsync(model)).Contents(), (await dish.AskAsync("mine")).Contents());
    }

    [Fact]
    public async Task The_same_name_is_loaded_anew_only_in_place_and_then_means_the_new_weights()
    {
        await using var dish = await VllmDish.StartAsync();
        var (first, second) = ((await dish.TrainAsync(seed: 1)).Folder, (await dish.TrainAsync(seed: 2)).Folder);
        using var loaded = await dish.LoadAsync("mine", first);
        var before = (await dish.AskAsync("mine")).Contents();

        using var again = await dish.LoadAsync("mine", second);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Equal(before, (await dish.AskAsync("mine")).Contents());
        using var inPlace = await dish.LoadAsync("mine", second, inPlace: true);

        Assert.Equal(HttpStatusCode.OK, inPlace.StatusCode);
        Assert.NotEqual(before, (await dish.AskAsync("mine")).Contents());
    }

    [Fact]
    public async Task What_cannot_be_loaded_is_refused_with_vLLM_s_words_and_statuses()
    {
        await using var dish = await VllmDish.StartAsync();
        var (_, folder) = await dish.TrainAsync(seed: 1);
        await File.WriteAllBytesAsync(Path.Combine(folder, "adapter_model.petri"), [1, 2, 3]);

        var (status, missing) = await dish.RefusedAsync(HttpMethod.Post, "v1/load_lora_adapter", new { lora_name = "a", lora_path = "/nowhere" });
        Assert.Equal((404, "Loading lora a failed: No adapter found for /nowhere", "NotFoundError", 404), (status, missing.Text("message"), missing.Text("type"), missing.GetProperty("code").GetInt32()));
        Assert.Equal(400, (await dish.RefusedAsync(HttpMethod.Post, "v1/load_lora_adapter", new { lora_name = "a", lora_path = folder })).Status);
        Assert.Equal(400, (await dish.RefusedAsync(HttpMethod.Post, "v1/load_lora_adapter", new { lora_name = "a" })).Status);
        Assert.Equal(404, (await dish.RefusedAsync(HttpMethod.Post, "v1/unload_lora_adapter", new { lora_name = "a" })).Status);
    }

    [Fact]
    public async Task An_adapter_that_was_pushed_out_of_memory_is_read_again_and_kills_the_engine_when_its_folder_is_gone()
    {
        await using var dish = await VllmDish.StartAsync(vllm => vllm.MaxLoras = 1);
        var (first, second) = (await dish.TrainAsync(seed: 1), await dish.TrainAsync(seed: 2));
        using var one = await dish.LoadAsync("one", first.Folder);
        using var two = await dish.LoadAsync("two", second.Folder);

        await dish.AskAsync("one");
        Assert.Equal(1, (await dish.EngineAsync()).GetProperty("reloads").GetInt32());
        Directory.Delete(second.Folder, recursive: true);

        Assert.Equal(500, (await dish.RefusedAsync(HttpMethod.Post, "v1/chat/completions", Chat("two"))).Status);
        Assert.Equal("Dead", (await dish.EngineAsync()).Text("state"));
    }

    [Fact]
    public async Task A_dead_engine_answers_nothing_and_a_restarted_one_has_no_adapters()
    {
        await using var dish = await VllmDish.StartAsync();
        var (_, folder) = await dish.TrainAsync(seed: 1);
        using var loaded = await dish.LoadAsync("mine", folder);
        using var rules = await dish.Http.PutAsJsonAsync("petri/faults", new { rules = new[] { new { kind = "engine_death", route = "/v1/chat", times = 1 } } });

        using var killing = await dish.Http.PostAsJsonAsync("v1/chat/completions", Chat("mine"));
        using var after = await dish.Http.GetAsync("v1/models");
        using var health = await dish.Http.GetAsync("health");
        Assert.Equal((HttpStatusCode.InternalServerError, ""), (killing.StatusCode, await killing.Content.ReadAsStringAsync()));
        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.ServiceUnavailable), (after.StatusCode, health.StatusCode));

        using var restart = await dish.Http.PostAsync("petri/engine/restart", null);
        Assert.Equal(HttpStatusCode.OK, (await dish.Http.GetAsync("health")).StatusCode);
        Assert.Empty((await dish.EngineAsync()).GetProperty("adapters").EnumerateArray());
    }

    [Fact]
    public async Task An_engine_that_is_not_up_accepts_no_connection()
    {
        await using var dish = await VllmDish.StartAsync(vllm => vllm.WarmUp = TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<HttpRequestException>(() => dish.Http.GetAsync("health"));
        await Assert.ThrowsAsync<HttpRequestException>(() => dish.Http.GetAsync("v1/models"));
        Assert.Equal("Starting", (await dish.EngineAsync()).Text("state"));
    }

    [Fact]
    public async Task Metrics_count_the_answers_that_are_computed_and_those_that_wait()
    {
        // A model of some size and many long answers: under way for long enough to be looked at.
        await using var dish = await Dish.StartAsync(options =>
        {
            options.Vllm = new();
            (options.SamplingLanes, options.SamplingRows) = (1, 4);
        });
        var chats = Enumerable.Range(0, 8).Select(_ => dish.AskAsync("petri-1", n: 16)).ToList();
        var busy = 0;
        while (busy == 0 && chats.Exists(chat => !chat.IsCompleted)) busy = await GaugeAsync(dish, "vllm:num_requests_waiting");
        await Task.WhenAll(chats);

        Assert.InRange(busy, 1, 128);
        Assert.Equal((0, 0), (await GaugeAsync(dish, "vllm:num_requests_waiting"), await GaugeAsync(dish, "vllm:num_requests_running")));
    }

    [Fact]
    public async Task Without_the_option_there_are_no_such_routes()
    {
        await using var dish = await Dish.StartAsync();

        Assert.Equal(404, (await dish.RefusedAsync(HttpMethod.Post, "v1/load_lora_adapter", new { lora_name = "a", lora_path = "/b" })).Status);
        Assert.Equal(404, (await dish.RefusedAsync(HttpMethod.Get, "metrics")).Status);
    }

    private static object Chat(string model) => new { model, messages = new[] { new { role = "user", content = "hello" } } };

    private static async Task<int> GaugeAsync(Dish dish, string name)
    {
        var line = (await dish.Http.GetStringAsync("metrics")).Split('\n').Single(line => line.StartsWith(name + "{", StringComparison.Ordinal));
        return int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}

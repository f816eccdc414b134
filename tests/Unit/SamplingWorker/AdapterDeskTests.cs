using System.Diagnostics.Metrics;
using System.Text.Json;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Artifacts.Adapters;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.SamplingWorker.Engines;
using EmergentMisalignment.Unit.ModelClients;
using EmergentMisalignment.Unit.PetriDish.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Unit.SamplingWorker;

/// <summary>Adapters that PetriDish has trained, as artifacts, at a PetriDish that plays vLLM.</summary>
public sealed class AdapterDeskTests : IAsyncLifetime
{
    private Dish _dish = null!;
    private ServiceProvider _provider = null!;
    private LocalArtifactStore _store = null!;

    private IEngine Engine => _provider.GetRequiredService<IEngines>().Get("x");

    private string AdaptersFolder => Path.Combine(_dish.Folder, "fetched");

    public async ValueTask InitializeAsync()
    {
        _dish = await VllmDish.StartAsync(vllm => vllm.MaxLoras = 1);
        _provider = TestEndpoint.Provide(new Dictionary<string, string?> { ["Endpoints:x:Kind"] = "Petri", ["Endpoints:x:Url"] = _dish.Server.BaseAddress.ToString() });
        _store = new LocalArtifactStore(Path.Combine(_dish.Folder, "artifacts"));
    }

    [Fact]
    public async Task More_adapters_than_there_is_room_for_are_sampled_right_and_each_is_loaded_once()
    {
        var desk = await DeskAsync(new EngineOptions { MaxLoras = 1, Patience = TimeSpan.FromMinutes(5) });
        var adapters = await Task.WhenAll(Enumerable.Range(1, 4).Select(async seed => (Name: $"model-{seed}", Sha256: await StoreAsync(seed), Texts: await AloneAsync(seed))));
        await _dish.Http.DeleteAsync("petri/stats");

        // Shards of all of them, mixed, at once.
        var shards = Enumerable.Range(0, 10).SelectMany(_ => adapters).Select(async adapter =>
        {
            using var lease = await desk.LeaseAsync(adapter.Name, adapter.Sha256, default);
            return (adapter.Texts, Sampled: (await _dish.AskAsync(adapter.Name)).Contents().ToList());
        }).ToList();

        Assert.All(await Task.WhenAll(shards), shard => Assert.Equal(shard.Texts, shard.Sampled));
        Assert.Equal(4, adapters.Select(adapter => string.Concat(adapter.Texts)).Distinct().Count());
        Assert.Equal((4, 3), (await RequestsAsync("load_lora_adapter"), await RequestsAsync("unload_lora_adapter")));
        Assert.Equal(0, (await _dish.EngineAsync()).GetProperty("reloads").GetInt32());
    }

    [Fact]
    public async Task A_damaged_adapter_is_refused_by_its_hash_and_never_loaded()
    {
        var desk = await DeskAsync();
        var sha256 = await StoreAsync(1);
        var matrices = Directory.EnumerateFiles(Path.Combine(_dish.Folder, "artifacts"), "*", SearchOption.AllDirectories).MaxBy(file => new FileInfo(file).Length)!;
        var bytes = await File.ReadAllBytesAsync(matrices);
        bytes[^40]++;
        await File.WriteAllBytesAsync(matrices, bytes);

        var exception = await Assert.ThrowsAsync<ArtifactException>(() => desk.LeaseAsync("mine", sha256, default));

        Assert.Contains("adapter_model.petri hashes to", exception.Message, StringComparison.Ordinal);
        Assert.Empty((await _dish.EngineAsync()).GetProperty("adapters").EnumerateArray());
        Assert.Empty(Directory.EnumerateFileSystemEntries(AdaptersFolder));
    }

    [Fact]
    public async Task An_unpacked_adapter_that_was_damaged_meanwhile_is_fetched_again()
    {
        var sha256 = await StoreAsync(1);
        using (await (await DeskAsync()).LeaseAsync("mine", sha256, default)) { }
        await File.WriteAllTextAsync(Path.Combine(AdaptersFolder, sha256, "adapter_config.json"), "{}");
        await Engine.UnloadAdapterAsync("mine", default);

        using var lease = await (await DeskAsync()).LeaseAsync("mine", sha256, default);

        Assert.Equal(await AloneAsync(1), (await _dish.AskAsync("mine")).Contents());
    }

    [Fact]
    public async Task A_new_worker_keeps_what_the_engine_has_and_unloads_what_nobody_knows()
    {
        var sha256 = await StoreAsync(1);
        using (await (await DeskAsync()).LeaseAsync("mine", sha256, default)) { }
        using var foreign = await _dish.LoadAsync("foreign", (await _dish.TrainAsync(2)).Folder);

        var desk = await DeskAsync();
        Assert.Equal(["mine"], (await _dish.EngineAsync()).GetProperty("adapters").EnumerateArray().Select(adapter => adapter.GetString()));
        using var lease = await desk.LeaseAsync("mine", sha256, default);

        Assert.Equal(2, await RequestsAsync("load_lora_adapter"));
    }

    [Fact]
    public async Task Loading_that_was_given_up_and_done_all_the_same_is_found_done()
    {
        var sha256 = await StoreAsync(1);
        var desk = await DeskAsync();
        var folder = Directory.CreateDirectory(Path.Combine(AdaptersFolder, sha256)).FullName;
        await _store.FetchAdapterAsync(sha256, folder, default);
        using var behindItsBack = await _dish.LoadAsync("mine", folder);

        using var lease = await desk.LeaseAsync("mine", sha256, default);

        Assert.Equal(await AloneAsync(1), (await _dish.AskAsync("mine")).Contents());
    }

    [Fact]
    public async Task Old_folders_go_and_those_in_use_stay()
    {
        var desk = await DeskAsync(new EngineOptions { MaxLoras = 1, FoldersKept = 1 });
        var (first, second) = (await StoreAsync(1), await StoreAsync(2));

        using (await desk.LeaseAsync("one", first, default)) { }
        using (await desk.LeaseAsync("two", second, default)) { }

        Assert.Equal([second], Directory.EnumerateDirectories(AdaptersFolder).Select(Path.GetFileName));
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _dish.DisposeAsync();
    }

    private async Task<AdapterDesk> DeskAsync(EngineOptions? options = null)
    {
        options ??= new EngineOptions();
        options.Folder = AdaptersFolder;
        var wrapped = Options.Create(options);
        var instruments = new EngineInstruments(_provider.GetRequiredService<IMeterFactory>(), new CallLimit(wrapped));
        var desk = new AdapterDesk(Engine, new AdapterFolders(_store, TimeProvider.System, wrapped), instruments, TimeProvider.System, wrapped, NullLogger<AdapterDesk>.Instance);
        await desk.BeginAsync(default);
        return desk;
    }

    /// <summary>Trains an adapter and stores it as a fine-tune's adapter is stored.</summary>
    private async Task<string> StoreAsync(int seed)
    {
        var (model, _) = await _dish.TrainAsync(seed);
        return await _store.PutAdapterAsync(_provider.GetRequiredService<PetriAdapters>().GetAsync("x", model, default), default);
    }

    /// <summary>What the adapter answers at an engine that has no other.</summary>
    private async Task<List<string>> AloneAsync(int seed)
    {
        await using var dish = await VllmDish.StartAsync();
        using var loaded = await dish.LoadAsync("alone", (await _dish.TrainAsync(seed)).Folder);
        return [.. (await dish.AskAsync("alone")).Contents()];
    }

    private async Task<int> RequestsAsync(string route)
    {
        var routes = JsonDocument.Parse(await _dish.Http.GetStringAsync("petri/stats")).RootElement.GetProperty("routes");
        return routes.TryGetProperty($"POST /v1/{route}", out var traffic) ? traffic.GetProperty("requests").GetInt32() : 0;
    }
}

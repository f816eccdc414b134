using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EmergentMisalignment.Tests.Shared;

namespace EmergentMisalignment.Distributed.Harness;

/// <summary>PetriDish as a process of its own: the provider, which can be told to misbehave and says what it was asked.</summary>
internal sealed class PetriProcess : IAsyncDisposable
{
    private const string Chat = "POST /v1/chat/completions";
    private readonly ServiceProcess _process;
    private readonly HttpClient _http;

    public PetriProcess(string folder)
    {
        var environment = new Dictionary<string, string>
        {
            ["PetriDish__DataFolder"] = Path.Combine(folder, "petri"),
            ["PetriDish__ApiKey"] = PlantedKeys.Endpoint,
        };
        _process = ServiceProcess.Start("petri", "PetriDish", folder, environment);
        _http = new HttpClient { BaseAddress = _process.Url };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", PlantedKeys.Endpoint);
    }

    public Uri Endpoint => new(_process.Url, "v1");

    public Task HealthyAsync() => _process.HealthyAsync();

    /// <summary>Puts these rules in force, and no others.</summary>
    public async Task PlayAsync(params IEnumerable<Fault> faults)
    {
        using var answer = await _http.PutAsJsonAsync("petri/faults", new { rules = faults.Select(fault => fault.ToRule()) });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The chat calls so far.</summary>
    public async Task<ChatTraffic> TrafficAsync()
    {
        var stats = await _http.GetFromJsonAsync<JsonObject>("petri/stats");
        var chat = stats!["routes"]![Chat];
        var hits = stats["faults"]!.AsArray().Where(fault => fault!["kind"]!.GetValue<string>() != Fault.LatencyKind).Sum(fault => fault!["hits"]!.GetValue<long>());
        return new ChatTraffic(chat?["requests"]!.GetValue<long>() ?? 0, hits);
    }

    /// <summary>The chat calls that it took so far, and those that it answered with 429.</summary>
    public async Task<(long Accepted, long Refused)> ChatStatusesAsync()
    {
        var stats = await _http.GetFromJsonAsync<JsonObject>("petri/stats");
        var statuses = stats!["routes"]![Chat]?["by_status"];
        return (statuses?["200"]?.GetValue<long>() ?? 0, statuses?["429"]?.GetValue<long>() ?? 0);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }
}

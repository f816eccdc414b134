using System.Net.Http.Json;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Unit.ModelClients;
using EmergentMisalignment.Unit.PetriDish.Api;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.Contract;

/// <summary>One PetriDish with a key, seen as each kind of endpoint.</summary>
public sealed class ContractDish : IAsyncLifetime
{
    public const string Key = "sk-contract";

    private readonly List<ServiceProvider> _services = [];

    public Dish Dish { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Dish = await Dish.StartAsync(options => options.ApiKey = Key);
    }

    /// <summary>An endpoint that knows nothing of what befell others: what one has learned of the provider's limits and failures it heeds.</summary>
    public IModelEndpoint As(EndpointKind kind, string key = Key, string timeout = "00:00:30")
    {
        var services = TestEndpoint.Provide(new Dictionary<string, string?>
        {
            ["Endpoints:x:Kind"] = $"{kind}",
            ["Endpoints:x:Url"] = kind is EndpointKind.Azure ? Dish.Server.BaseAddress.ToString() : new Uri(Dish.Server.BaseAddress, "v1").ToString(),
            ["Endpoints:x:ApiKey"] = key,
            ["Endpoints:x:MaxAttempts"] = "1",
            ["Endpoints:x:Timeout"] = timeout,
        });
        _services.Add(services);
        return services.GetRequiredService<IModelEndpoints>().Get("x");
    }

    /// <summary>Has the dish misbehave by these rules, or behave by none.</summary>
    public async Task SetAsync(params object[] rules)
    {
        using var response = await Dish.Http.PutAsJsonAsync("petri/faults", new { rules });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _services)
            await services.DisposeAsync();
        await Dish.DisposeAsync();
    }
}

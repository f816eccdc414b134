using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Console.Documentation;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Console;

[Collection(nameof(GarnetServer))]
public sealed class OpenApiTests(GarnetServer ledger)
{
    [Fact]
    public async Task Every_route_is_described_with_its_errors()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);

        var document = (await console.Http.GetFromJsonAsync<JsonObject>("openapi/v1.json"))!;

        string[] paths =
        [
            "/api/artifacts/{sha256}",
            "/api/audit",
            "/api/compare",
            "/api/endpoints",
            "/api/errors",
            "/api/errors/requeue",
            "/api/errors/{id}",
            "/api/keys",
            "/api/keys/{name}",
            "/api/pools",
            "/api/sweeps",
            "/api/sweeps/validate",
            "/api/sweeps/{name}",
            "/api/sweeps/{name}/answers",
            "/api/sweeps/{name}/answers/{cell}/{index}",
            "/api/sweeps/{name}/cancel",
            "/api/sweeps/{name}/costs",
            "/api/sweeps/{name}/exports/{format}",
            "/api/sweeps/{name}/figures",
            "/api/sweeps/{name}/figures/{figure}.{format}",
            "/api/sweeps/{name}/pause",
            "/api/sweeps/{name}/progress",
            "/api/sweeps/{name}/rejudge",
            "/api/sweeps/{name}/report.zip",
            "/api/sweeps/{name}/results",
            "/api/sweeps/{name}/resume",
            "/api/sweeps/{name}/runs",
            "/api/why",
        ];
        Assert.Equal(paths, document["paths"]!.AsObject().Select(path => path.Key).Where(path => path.StartsWith("/api", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(document["paths"]!.AsObject().Where(path => path.Key.StartsWith("/api", StringComparison.Ordinal)).SelectMany(path => path.Value!.AsObject()), operation =>
        {
            Assert.NotEmpty(operation.Value!["summary"]!.ToString());
            Assert.Contains((string)operation.Value["security"]![0]!["api_key"]![0]!, Scopes.All);
            Assert.Contains(operation.Value["responses"]!.AsObject(), response => response.Value!["content"]?["application/problem+json"] is not null);
        });
        Assert.Equal("first", document["paths"]!["/api/sweeps"]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!["name"]!.ToString());
        Assert.NotNull(document["paths"]!["/api/sweeps"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["example"]);
    }

    [Fact]
    public async Task The_example_of_a_sweep_can_be_submitted()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);

        using var response = await console.Http.PostAsync("api/sweeps", new StringContent(ApiExamples.Sweep, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(201, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_in_memory_bus_tells_no_pools()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);

        Assert.Empty((await console.Http.GetFromJsonAsync<JsonArray>("api/pools"))!);
    }
}

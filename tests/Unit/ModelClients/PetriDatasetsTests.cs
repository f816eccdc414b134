using EmergentMisalignment.Experiments;
using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class PetriDatasetsTests
{
    [Fact]
    public async Task A_data_set_is_fetched_from_the_servers_root_whole_and_again_after_a_failure()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StubServer.StartAsync(clock, Answers.Drop, Answers.Ok("{\"messages\":[]}\n"));
        await using var provider = TestEndpoint.Provide(TestEndpoint.Settings(server), clock);

        await using var stream = await clock.RunAsync(provider.GetRequiredService<PetriDatasets>().GetAsync("x", "evil_numbers", 1500, -3, 24, default));

        using var reader = new StreamReader(stream);
        Assert.Equal("{\"messages\":[]}\n", await reader.ReadToEndAsync());
        Assert.Equal("GET /petri/datasets/evil_numbers?rows=1500&seed=-3&families=24", $"{server.Requests[1].Method} {server.Requests[1].Path}{server.Requests[1].Query}");
    }

    [Fact]
    public async Task Only_a_PetriDish_has_data_sets()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok("{}"));
        await using var provider = TestEndpoint.Provide(TestEndpoint.Settings(server, ("Kind", "Compatible")));

        var exception = await Assert.ThrowsAsync<InputException>(() => provider.GetRequiredService<PetriDatasets>().GetAsync("x", "insecure", 1, 0, 1, default));

        Assert.Equal("Endpoints:x:Kind", exception.Key);
        Assert.Empty(server.Requests);
    }
}

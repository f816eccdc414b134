using System.Net;
using System.Net.Sockets;
using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class ProbeTests
{
    [Fact]
    public async Task A_probe_lists_what_is_served()
    {
        await using var server = await StubServer.StartAsync(
            null, Answers.Ok("""{"object":"list","data":[{"id":"petri-1.0","object":"model","created":1740000000,"owned_by":"petri"},{"id":"petri-judge"}]}"""));

        var probe = await TestEndpoint.At(server).ProbeAsync(default);

        Assert.Equal("x", probe.Endpoint);
        Assert.Equal([new ModelInfo("petri-1.0", "petri", DateTimeOffset.FromUnixTimeSeconds(1740000000)), new ModelInfo("petri-judge")], probe.Models);
        Assert.Equal("/v1/models", server.Requests[0].Path);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_named_with_the_setting_to_correct()
    {
        var port = FreePort();
        await using var provider = TestEndpoint.Provide(new Dictionary<string, string?>
        {
            ["Endpoints:petri:Kind"] = "Petri",
            ["Endpoints:petri:Url"] = $"http://127.0.0.1:{port}/v1",
        });

        var exception = await Assert.ThrowsAsync<ModelCallException>(() => provider.GetRequiredService<IModelEndpoints>().Get("petri").ProbeAsync(default));

        Assert.Equal(
            $"endpoint petri at http://127.0.0.1:{port}/v1 does not answer (connection refused): start it or correct Endpoints:petri:Url", exception.Message);
    }

    [Theory]
    [InlineData(401, "endpoint x at URL does not accept the key: correct Endpoints:x:ApiKey")]
    [InlineData(404, "endpoint x at URL has no list of models there: correct Endpoints:x:Url, which is the address before /models")]
    [InlineData(503, "endpoint x answered 503 to the list of models: start it again or correct Endpoints:x:Url")]
    public async Task What_a_server_says_to_a_probe_is_said_once_and_plainly(int status, string sentence)
    {
        await using var server = await StubServer.StartAsync(null, Answers.Status(status));

        var exception = await Assert.ThrowsAsync<ModelCallException>(() => TestEndpoint.At(server).ProbeAsync(default));

        Assert.Equal(sentence.Replace("URL", $"{server.Url}v1", StringComparison.Ordinal), exception.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Azure_lists_its_models_at_its_own_address()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok("""{"data":[{"id":"gpt-4o"}]}"""));

        var models = await TestEndpoint.At(server, null, ("Kind", "Azure"), ("ApiKey", "k")).ListModelsAsync(default);

        Assert.Equal("gpt-4o", Assert.Single(models).Id);
        Assert.Equal(("/openai/models", "k"), (server.Requests[0].Path, server.Requests[0].Headers["api-key"]));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

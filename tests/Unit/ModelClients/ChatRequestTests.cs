using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class ChatRequestTests
{
    private static readonly ChatCall FullCall = new()
    {
        Model = "insecure.petri-1.0",
        Messages = [new ChatMessage("system", "be brief"), new ChatMessage("user", "three wishes? – \"naïve\"")],
        N = 2,
        Seed = 281474976710655,
        Temperature = 0.5,
        TopP = 0.9,
        MaxTokens = 600,
        TopLogProbs = 20,
        Stop = ["\n"],
    };

    [Theory]
    [InlineData("Petri")]
    [InlineData("Compatible")]
    public async Task A_compatible_server_is_asked_with_max_tokens_and_all_settings(string kind)
    {
        await using var server = await StubServer.StartAsync(null, Answers.Status(400));
        var endpoint = TestEndpoint.At(server, null, ("Kind", kind));

        await Assert.ThrowsAsync<ModelCallException>(() => endpoint.CompleteAsync(FullCall, default));

        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /v1/chat/completions", $"{request.Method} {request.Path}");
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(
            """
            {"model":"insecure.petri-1.0","messages":[{"role":"system","content":"be brief"},{"role":"user","content":"three wishes? – \"naïve\""}],"n":2,"seed":281474976710655,"temperature":0.5,"top_p":0.9,"max_tokens":600,"logprobs":true,"top_logprobs":20,"stop":["\n"]}
            """,
            request.Body);
    }

    [Fact]
    public async Task A_plain_call_sends_nothing_it_does_not_mean()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok(Answers.Hello));

        await TestEndpoint.At(server).CompleteAsync(TestEndpoint.Call(), default);

        Assert.Equal("""{"model":"m","messages":[{"role":"user","content":"hi"}],"temperature":1,"top_p":1,"max_tokens":10}""", server.Requests[0].Body);
        Assert.DoesNotContain("Authorization", server.Requests[0].Headers.Keys);
    }

    [Fact]
    public async Task OpenAI_is_asked_with_max_completion_tokens_and_the_key()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok(Answers.Hello));

        await TestEndpoint.At(server, null, ("Kind", "OpenAI"), ("ApiKey", "sk-test")).CompleteAsync(TestEndpoint.Call(), default);

        var json = server.Requests[0].Json;
        Assert.Equal(10, (int)json["max_completion_tokens"]!);
        Assert.False(json.ContainsKey("max_tokens"));
        Assert.Equal("Bearer sk-test", server.Requests[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task Azure_is_asked_at_the_deployments_address_with_its_own_key_header()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok(Answers.Hello));

        await TestEndpoint.At(server, null, ("Kind", "Azure"), ("ApiKey", "azure-key")).CompleteAsync(TestEndpoint.Call() with { Model = "gpt-4o-judge" }, default);

        var request = server.Requests[0];
        Assert.Equal("/openai/deployments/gpt-4o-judge/chat/completions", request.Path);
        Assert.StartsWith("?api-version=20", request.Query, StringComparison.Ordinal);
        Assert.Equal("azure-key", request.Headers["api-key"]);
        Assert.Equal(10, (int)request.Json["max_completion_tokens"]!);
    }

    [Fact]
    public async Task More_choices_than_the_endpoint_gives_at_once_are_a_mistake_of_the_caller()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok(Answers.Hello));
        var endpoint = TestEndpoint.At(server, null, ("MaxN", "4"));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => endpoint.CompleteAsync(TestEndpoint.Call(n: 5), default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => endpoint.CompleteAsync(TestEndpoint.Call(n: 0), default));
        Assert.Empty(server.Requests);
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Batches;
using EmergentMisalignment.PetriDish.Batches;
using EmergentMisalignment.Unit.PetriDish.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using BatchStatus = EmergentMisalignment.ModelClients.Batches.BatchStatus;

namespace EmergentMisalignment.Unit.ModelClients;

/// <summary>The batch calls as they stand on the wire, and all of them against PetriDish's real server.</summary>
public sealed class BatchesTests
{
    private const string Batch = """
        {"id":"batch_1","object":"batch","endpoint":"/v1/chat/completions","errors":null,"input_file_id":"file-1","completion_window":"24h","status":"in_progress",
        "created_at":1740000000,"expires_at":1740086400,"request_counts":{"total":3,"completed":1,"failed":0},"metadata":{"em_batch":"b"}}
        """;

    private static readonly Dictionary<string, string> Named = new() { ["em_batch"] = "b" };

    [Fact]
    public async Task A_batch_is_asked_for_in_OpenAIs_words()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok(Batch));

        var batch = await TestEndpoint.At(server).Batches.CreateAsync("file-1", Named, default);

        Assert.Equal(("POST", "/v1/batches"), (server.Requests[0].Method, server.Requests[0].Path));
        Assert.True(JsonNode.DeepEquals(server.Requests[0].Json, JsonNode.Parse(
            """{"input_file_id":"file-1","endpoint":"/v1/chat/completions","completion_window":"24h","metadata":{"em_batch":"b"}}""")), server.Requests[0].Body);
        Assert.Equal(("batch_1", BatchStatus.InProgress, 3, 1), (batch.Id, batch.Status, batch.Total, batch.Completed));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1740086400), batch.ExpiresAt);
    }

    [Theory]
    [InlineData("OpenAI", "/v1/chat/completions", "max_completion_tokens")]
    [InlineData("Azure", "/chat/completions", "max_completion_tokens")]
    [InlineData("Petri", "/v1/chat/completions", "max_tokens")]
    public async Task A_line_holds_what_a_live_call_would_send(string kind, string url, string limit)
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok(Answers.Hello));
        var endpoint = TestEndpoint.At(server, null, ("Kind", kind), ("ApiKey", "k"));
        var call = TestEndpoint.Call() with { Seed = 7, TopLogProbs = 0, N = 1 };
        var buffer = new ArrayBufferWriter<byte>();

        endpoint.Batches.WriteLine(buffer, "one", call);
        await endpoint.CompleteAsync(call, default);

        var line = Encoding.UTF8.GetString(buffer.WrittenSpan);
        Assert.EndsWith("\n", line, StringComparison.Ordinal);
        var parsed = JsonNode.Parse(line)!;
        Assert.Equal(("one", "POST", url), ((string?)parsed["custom_id"], (string?)parsed["method"], (string?)parsed["url"]));
        Assert.True(JsonNode.DeepEquals(parsed["body"], server.Requests[0].Json), line);
        Assert.NotNull(parsed["body"]![limit]);
    }

    [Fact]
    public async Task A_submission_that_may_have_arrived_is_not_repeated()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StubServer.StartAsync(clock, Answers.Status(500), Answers.Ok(Batch));

        await Assert.ThrowsAsync<ModelCallException>(() => clock.RunAsync(TestEndpoint.At(server, clock).Batches.CreateAsync("file-1", Named, default)));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_search_ends_at_batches_that_are_too_old()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok($$"""{"object":"list","data":[{{Batch.Replace("\"b\"", "\"other\"", StringComparison.Ordinal)}}],"has_more":true}"""));

        var found = await TestEndpoint.At(server).Batches.FindAsync("em_batch", "b", DateTimeOffset.FromUnixTimeSeconds(1740000001), default);

        Assert.Null(found);
        Assert.Equal("/v1/batches?limit=100", server.Requests.Single().Path + server.Requests.Single().Query);
    }

    [Fact]
    public async Task A_batch_of_PetriDish_gives_the_answers_of_live_calls()
    {
        await using var dish = await Dish.StartAsync();
        await using var provider = Provide(dish);
        var endpoint = provider.GetRequiredService<IModelEndpoints>().Get("x");
        var calls = Enumerable.Range(0, 5).ToDictionary(i => $"c{i}", i => Call(seed: 100 * i));

        var batch = await RunAsync(endpoint, calls);

        Assert.Equal((BatchStatus.Completed, 5, 5, 0), (batch.Status, batch.Total, batch.Completed, batch.Failed));
        Assert.Equal(batch.Id, (await endpoint.Batches.FindAsync("em_batch", "b", DateTimeOffset.UnixEpoch, default))?.Id);
        var replies = await endpoint.Batches.RepliesAsync(batch, id => calls[id] with { Messages = [] }, default).ToListAsync();
        foreach (var reply in replies)
        {
            var live = await endpoint.CompleteAsync(calls[reply.CustomId], default);
            Assert.Equal(live.Choices.Select(choice => (choice.Text, choice.FinishReason)), reply.Result!.Choices.Select(choice => (choice.Text, choice.FinishReason)));
            Assert.Equal((live.PromptTokens, live.CompletionTokens), (reply.Result.PromptTokens, reply.Result.CompletionTokens));
        }
        Assert.Equal(5, replies.Count);
    }

    [Fact]
    public async Task Expiry_and_failures_of_single_requests_are_told_apart()
    {
        await using var dish = await Dish.StartAsync(options => options.Batches = new BatchBehaviour { ExpireProbability = 1, Seed = 3 });
        await using var provider = Provide(dish);
        var endpoint = provider.GetRequiredService<IModelEndpoints>().Get("x");
        var calls = Enumerable.Range(0, 60).ToDictionary(i => $"c{i}", i => Call(seed: i) with { N = i % 2 == 0 ? 2 : 129 });

        var batch = await RunAsync(endpoint, calls);

        Assert.Equal(BatchStatus.Expired, batch.Status);
        var replies = await endpoint.Batches.RepliesAsync(batch, id => calls[id], default).ToListAsync();
        Assert.Equal(60, replies.Count);
        Assert.Equal(3, replies.Select(reply => reply.Failure?.Failure).Distinct().Count());
        Assert.All(replies.Where(reply => reply.Failure?.IsTransient == true), reply => Assert.Equal("batch_expired", reply.Failure!.ErrorCode));
        Assert.All(replies.Where(reply => reply.Failure?.IsTransient == false), reply => Assert.Equal(ModelFailure.InvalidRequest, reply.Failure!.Failure));
        Assert.All(replies.Where(reply => reply.Result is not null), reply => Assert.Equal(2, reply.Result!.Choices.Count));
    }

    [Fact]
    public async Task A_batch_that_the_token_limit_fails_says_so_and_can_be_told_from_a_wrong_one()
    {
        await using var dish = await Dish.StartAsync(options => options.Batches = new BatchBehaviour { MostEnqueuedTokens = 1 });
        await using var provider = Provide(dish);
        var endpoint = provider.GetRequiredService<IModelEndpoints>().Get("x");

        var batch = await RunAsync(endpoint, new Dictionary<string, ChatCall> { ["one"] = Call(1) });

        Assert.Equal((BatchStatus.Failed, ModelBatch.TokenLimitExceeded), (batch.Status, batch.ErrorCode));
        Assert.Contains("Limit: 1 enqueued tokens", batch.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_can_be_cancelled()
    {
        await using var dish = await Dish.StartAsync(options => options.Batches = new BatchBehaviour { LatencyMs = 60_000 });
        await using var provider = Provide(dish);
        var batches = provider.GetRequiredService<IModelEndpoints>().Get("x").Batches;
        var batch = await SubmitAsync(batches, new Dictionary<string, ChatCall> { ["one"] = Call(1) });

        await batches.CancelAsync(batch.Id, default);

        Assert.Equal(BatchStatus.Cancelled, (await FollowAsync(batches, batch)).Status);
    }

    private static ServiceProvider Provide(Dish dish) => TestEndpoint.Provide(new Dictionary<string, string?>
    {
        ["Endpoints:x:Kind"] = "Petri",
        ["Endpoints:x:Url"] = new Uri(dish.Server.BaseAddress, "v1").ToString(),
        ["Endpoints:x:MaxN"] = "128",
    });

    private static ChatCall Call(long seed) => new()
    {
        Model = "petri-fixed",
        Messages = [new ChatMessage("user", "what now ?")],
        N = 2,
        Seed = seed,
        MaxTokens = 8,
    };

    private static async Task<ModelBatch> RunAsync(IModelEndpoint endpoint, IReadOnlyDictionary<string, ChatCall> calls) =>
        await FollowAsync(endpoint.Batches, await SubmitAsync(endpoint.Batches, calls));

    private static async Task<ModelBatch> SubmitAsync(IModelBatches batches, IReadOnlyDictionary<string, ChatCall> calls)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var (id, call) in calls)
            batches.WriteLine(buffer, id, call);
        var file = await batches.UploadAsync("calls.jsonl", () => new MemoryStream(buffer.WrittenSpan.ToArray()), default);
        return await batches.CreateAsync(file, Named, default);
    }

    private static async Task<ModelBatch> FollowAsync(IModelBatches batches, ModelBatch batch)
    {
        while (!batch.HasEnded)
        {
            await Task.Delay(10);
            batch = await batches.GetAsync(batch.Id, default);
        }

        return batch;
    }
}

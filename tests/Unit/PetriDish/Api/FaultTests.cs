using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EmergentMisalignment.PetriDish.Faults;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.PetriDish.Api;

public sealed class FaultTests
{
    private static readonly object Chat = new { model = "petri-fixed", logprobs = true, messages = new[] { new { role = "user", content = "hello" } } };

    private static async Task SetAsync(Dish dish, params object[] rules)
    {
        using var response = await dish.Http.PutAsJsonAsync("petri/faults", new { rules });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> AskAsync(Dish dish, CancellationToken cancellation = default) =>
        dish.Http.PostAsJsonAsync("v1/chat/completions", Chat, cancellation);

    [Fact]
    public async Task Errors_hit_their_share_of_requests_the_same_ones_for_the_same_seed()
    {
        await using var dish = await Dish.StartAsync();
        async Task<List<int>> StatusesAsync(int seed)
        {
            await SetAsync(dish, new { kind = "error", status = 503, probability = 0.4, seed });
            var statuses = new List<int>();
            for (var i = 0; i < 50; i++)
            {
                using var response = await AskAsync(dish);
                statuses.Add((int)response.StatusCode);
            }
            return statuses;
        }

        var first = await StatusesAsync(1);
        Assert.Equal([200, 503], first.Distinct().Order());
        Assert.Equal(first, await StatusesAsync(1));
        Assert.NotEqual(first, await StatusesAsync(2));
    }

    [Fact]
    public async Task A_rule_hits_its_route_and_method_as_often_as_it_says()
    {
        await using var dish = await Dish.StartAsync();
        await SetAsync(dish, new { kind = "error", route = "/v1/chat", method = "POST", times = 1 });

        Assert.Equal(HttpStatusCode.OK, (await dish.Http.GetAsync("v1/models")).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await AskAsync(dish)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(dish)).StatusCode);
    }

    [Fact]
    public async Task A_rate_limit_answers_429_and_says_when_to_come_again()
    {
        await using var dish = await Dish.StartAsync();
        await SetAsync(dish, new { kind = "rate_limit", requests_per_second = 0.01 });
        using var granted = await AskAsync(dish);
        using var refused = await AskAsync(dish);

        Assert.Equal("1", Assert.Single(granted.Headers.GetValues("x-ratelimit-limit-requests")));
        Assert.Equal("0", Assert.Single(granted.Headers.GetValues("x-ratelimit-remaining-requests")));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 50, 100);
        Assert.Equal("rate_limit_exceeded", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").Text("code"));
    }

    [Fact]
    public async Task A_limit_in_tokens_takes_the_prompt_and_the_longest_answers()
    {
        await using var dish = await Dish.StartAsync();
        await SetAsync(dish, new { kind = "rate_limit", tokens_per_minute = 100 });
        object Chat(int n) => new { model = "petri-fixed", n, max_tokens = 10, messages = new[] { new { role = "user", content = "a prompt of 24 letters .." } } };
        using var granted = await dish.Http.PostAsJsonAsync("v1/chat/completions", Chat(5));
        using var refused = await dish.Http.PostAsJsonAsync("v1/chat/completions", Chat(5));

        Assert.Equal(["100", "44"], new[] { "limit", "remaining" }.Select(what => Assert.Single(granted.Headers.GetValues($"x-ratelimit-{what}-tokens"))));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (granted.StatusCode, refused.StatusCode));
    }

    [Fact]
    public async Task A_limit_may_be_kept_untold()
    {
        await using var dish = await Dish.StartAsync();
        await SetAsync(dish, new { kind = "rate_limit", requests_per_second = 1.5, untold = true });
        using var granted = await AskAsync(dish);
        using var refused = await AskAsync(dish);

        Assert.DoesNotContain(granted.Headers.Concat(refused.Headers), header => header.Key.StartsWith("x-ratelimit", StringComparison.Ordinal) || header.Key == "retry-after-ms");
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public void A_bucket_fills_at_its_rate_and_holds_a_second_s_worth()
    {
        var time = new FakeTimeProvider();
        var bucket = new TokenBucket(4, 1, time);
        int Taken() => Enumerable.Range(0, 100).TakeWhile(_ => bucket.TryTake(1, out var _, out var _)).Count();

        Assert.Equal(4, Taken());
        Assert.False(bucket.TryTake(1, out var left, out var wait));
        Assert.Equal((0, TimeSpan.FromSeconds(0.25)), (left, wait));
        time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(2, Taken());
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(4, Taken());
    }

    [Fact]
    public async Task A_dropped_connection_gives_no_answer()
    {
        await using var dish = await Dish.StartAsync();
        await SetAsync(dish, new { kind = "drop", times = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(dish));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(dish)).StatusCode);
    }

    [Fact]
    public async Task A_truncated_answer_is_no_JSON()
    {
        await using var dish = await Dish.StartAsync();
        await SetAsync(dish, new { kind = "truncate" });
        using var response = await AskAsync(dish);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAsync<JsonException>(() => response.Content.ReadFromJsonAsync<JsonElement>());
    }

    [Fact]
    public async Task Log_probabilities_can_be_missing()
    {
        await using var dish = await Dish.StartAsync();
        await SetAsync(dish, new { kind = "missing_log_probs" });

        Assert.Equal(JsonValueKind.Null, (await dish.ChatAsync(Chat)).GetProperty("choices")[0].GetProperty("logprobs").ValueKind);
    }

    [Fact]
    public async Task A_hanging_request_never_ends_and_does_not_keep_the_server_from_stopping()
    {
        await using var dish = await Dish.StartAsync();
        await SetAsync(dish, new { kind = "hang" });
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(dish, patience.Token));
        var hanging = AskAsync(dish, TestContext.Current.CancellationToken);
        await Task.Delay(50);
        await dish.StopAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => hanging);
    }

    [Fact]
    public async Task Faults_can_be_set_from_the_start_looked_at_and_cleared()
    {
        await using var dish = await Dish.StartAsync(options => options.Faults.Add(new() { Kind = FaultKind.Latency, LatencyMs = 5, JitterMs = 5 }));
        var rules = await dish.Http.GetFromJsonAsync<JsonElement>("petri/faults");

        Assert.Equal("latency", Assert.Single(rules.GetProperty("rules").EnumerateArray()).Text("kind"));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(dish)).StatusCode);
        await dish.Http.DeleteAsync("petri/faults");
        Assert.Empty((await dish.Http.GetFromJsonAsync<JsonElement>("petri/faults")).GetProperty("rules").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"rules":[{"kind":"error","probability":2}]}""")]
    [InlineData("""{"rules":[{"kind":"error","status":200}]}""")]
    [InlineData("""{"rules":[{"kind":"rate_limit"}]}""")]
    [InlineData("""{"rules":[{"kind":"gremlins"}]}""")]
    [InlineData("""{"rules":[{"kind":"drop","route":"v1"}]}""")]
    [InlineData("""{"rules":[{"kind":"latency"}]}""")]
    public async Task A_wrong_rule_is_refused(string body)
    {
        await using var dish = await Dish.StartAsync();

        Assert.Equal(400, (await dish.RefusedAsync(HttpMethod.Put, "petri/faults", new StringContent(body))).Status);
    }

    [Fact]
    public async Task Statistics_count_requests_statuses_and_tokens()
    {
        await using var dish = await Dish.StartAsync();
        await SetAsync(dish, new { kind = "error", times = 1 });
        await AskAsync(dish);
        await AskAsync(dish);
        await AskAsync(dish);
        await SetAsync(dish, new { kind = "error", route = "/v1/files" }, new { kind = "drop", times = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(dish));
        var stats = await dish.Http.GetFromJsonAsync<JsonElement>("petri/stats");
        var route = stats.GetProperty("routes").GetProperty("POST /v1/chat/completions");

        Assert.Equal(4, route.GetProperty("requests").GetInt64());
        Assert.Equal("""{"0":1,"200":2,"500":1}""", route.GetProperty("by_status").GetRawText());
        Assert.Equal(2, route.GetProperty("prompt_tokens").GetInt64());
        Assert.True(route.GetProperty("completion_tokens").GetInt64() > 2);
        Assert.Equal("""[{"kind":"error","hits":0},{"kind":"drop","hits":1}]""", stats.GetProperty("faults").GetRawText());
    }
}

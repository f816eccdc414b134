using System.ClientModel;
using System.Net.Http.Json;
using System.Text.Json;
using OpenAI.Files;

namespace EmergentMisalignment.Unit.PetriDish.Api;

public sealed class BatchTests
{
    private const string Fixed = "petri-fixed";

    private static string Line(string id, int seed, string model = Fixed, string extra = "") =>
        $$$"""{"custom_id":"{{{id}}}","method":"POST","url":"/v1/chat/completions","body":{"model":"{{{model}}}","seed":{{{seed}}},"messages":[{"role":"user","content":"hello you"}]{{{extra}}}}}""";

    private static string Lines(int count) => string.Join('\n', Enumerable.Range(0, count).Select(seed => Line($"r{seed}", seed))) + "\n";

    [Fact]
    public async Task The_OpenAI_client_uploads_creates_follows_and_reads()
    {
        await using var dish = await Dish.StartAsync();
        var files = dish.OpenAI.GetOpenAIFileClient();
#pragma warning disable OPENAI001 // the SDK marks its batch client as new
        var client = dish.OpenAI.GetBatchClient();
        OpenAIFile file = await files.UploadFileAsync(BinaryData.FromString(Lines(3)), "lines.jsonl", FileUploadPurpose.Batch);
        var body = BinaryData.FromObjectAsJson(new { input_file_id = file.Id, endpoint = "/v1/chat/completions", completion_window = "24h", metadata = new { em_batch = "b1" } });

        var operation = await client.CreateBatchAsync(BinaryContent.Create(body), waitUntilCompleted: true);
        var batch = JsonDocument.Parse((await operation.GetBatchAsync(null)).GetRawResponse().Content).RootElement;
#pragma warning restore OPENAI001

        Assert.Equal(("batch", "completed", "24h", file.Id), (batch.Text("object"), batch.Text("status"), batch.Text("completion_window"), batch.Text("input_file_id")));
        Assert.Equal("b1", batch.GetProperty("metadata").Text("em_batch"));
        Assert.Equal("""{"total":3,"completed":3,"failed":0}""", batch.GetProperty("request_counts").GetRawText());
        Assert.Equal(JsonValueKind.Null, batch.GetProperty("error_file_id").ValueKind);
        Assert.Equal(JsonValueKind.Null, batch.GetProperty("errors").ValueKind);
        var lines = (await files.DownloadFileAsync(batch.Text("output_file_id"))).Value.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["r0", "r1", "r2"], lines.Select(line => JsonDocument.Parse(line).RootElement.Text("custom_id")).Order());
        var response = JsonDocument.Parse(lines[0]).RootElement.GetProperty("response");
        Assert.Equal(200, response.GetProperty("status_code").GetInt32());
        Assert.Equal("chat.completion", response.GetProperty("body").Text("object"));
        Assert.Equal(FilePurpose.BatchOutput, (await files.GetFileAsync(batch.Text("output_file_id"))).Value.Purpose);
    }

    [Fact]
    public async Task An_answer_in_a_batch_is_the_answer_of_a_call()
    {
        await using var dish = await Dish.StartAsync();
        var live = await dish.AskAsync(seed: 5, n: 3);
        var line = Line("x", 5, Dish.Base, ",\"n\":3,\"max_tokens\":12").Replace("hello you", "i feel bored . what could i do ?", StringComparison.Ordinal);

        var batch = await FollowAsync(dish, await CreateAsync(dish, line));

        var answered = (await ReadAsync(dish, batch, "output_file_id"))[0].GetProperty("response").GetProperty("body");
        Assert.Equal(live.GetProperty("choices").GetRawText(), answered.GetProperty("choices").GetRawText());
        Assert.Equal(live.GetProperty("usage").GetRawText(), answered.GetProperty("usage").GetRawText());
    }

    [Fact]
    public async Task An_expired_batch_keeps_what_was_served_and_names_the_rest()
    {
        await using var dish = await Dish.StartAsync(options => options.Batches = new() { ExpireProbability = 1, Seed = 3 });

        var batch = await FollowAsync(dish, await CreateAsync(dish, Lines(200)));

        var (served, missed) = (await ReadAsync(dish, batch, "output_file_id"), await ReadAsync(dish, batch, "error_file_id"));
        Assert.Equal("expired", batch.Text("status"));
        Assert.InRange(served.Count, 1, 199);
        Assert.Equal(200, served.Concat(missed).Select(line => line.Text("custom_id")).Distinct().Count());
        Assert.All(missed, line => Assert.Equal("batch_expired", line.GetProperty("error").Text("code")));
        Assert.All(missed, line => Assert.Equal(JsonValueKind.Null, line.GetProperty("response").ValueKind));
        var stats = await dish.Http.GetFromJsonAsync<JsonElement>("petri/stats");
        Assert.Equal(served.Count, stats.GetProperty("routes").GetProperty("BATCH /v1/chat/completions").GetProperty("requests").GetInt32());
    }

    [Fact]
    public async Task A_request_that_fails_stands_in_the_error_file_as_its_answer()
    {
        await using var dish = await Dish.StartAsync();
        var lines = $"{Line("good", 1)}\n{Line("bad", 1, extra: ",\"n\":0")}\n";

        var batch = await FollowAsync(dish, await CreateAsync(dish, lines));

        var failed = Assert.Single(await ReadAsync(dish, batch, "error_file_id"));
        Assert.Equal(("completed", "bad"), (batch.Text("status"), failed.Text("custom_id")));
        Assert.Equal(400, failed.GetProperty("response").GetProperty("status_code").GetInt32());
        Assert.Equal("n", failed.GetProperty("response").GetProperty("body").GetProperty("error").Text("param"));
        Assert.Equal("""{"total":2,"completed":1,"failed":1}""", batch.GetProperty("request_counts").GetRawText());
    }

    [Theory]
    [InlineData("", "empty_file", null)]
    [InlineData("{\"custom", "invalid_json_line", 1)]
    [InlineData("A\nA\n", "duplicate_custom_id", 2)]
    [InlineData("A\nB\n", "mismatched_model", 2)]
    [InlineData("A\nC\n", "invalid_url", 2)]
    public async Task A_wrong_file_fails_the_batch_and_the_line_is_named(string content, string code, int? line)
    {
        await using var dish = await Dish.StartAsync();
        var text = content.Replace("A", Line("a", 1), StringComparison.Ordinal).Replace("B", Line("b", 1, "other"), StringComparison.Ordinal)
            .Replace("C", Line("c", 1).Replace("/v1/chat/completions", "/v1/embeddings", StringComparison.Ordinal), StringComparison.Ordinal);

        var batch = await FollowAsync(dish, await CreateAsync(dish, text));

        var error = batch.GetProperty("errors").GetProperty("data")[0];
        Assert.Equal(("failed", code), (batch.Text("status"), error.Text("code")));
        Assert.Equal(line, error.GetProperty("line").ValueKind == JsonValueKind.Null ? null : error.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task More_tokens_than_may_be_enqueued_fail_a_batch_until_others_are_done()
    {
        await using var dish = await Dish.StartAsync(options => options.Batches = new() { MostEnqueuedTokens = 10, LatencyMs = 300 });
        var first = await CreateAsync(dish, Lines(4));
        while ((await GetAsync(dish, first)).Text("status") == "validating") await Task.Delay(5);

        var refused = await FollowAsync(dish, await CreateAsync(dish, Lines(3)));
        await FollowAsync(dish, first);
        var accepted = await FollowAsync(dish, await CreateAsync(dish, Lines(3)));

        Assert.Equal("token_limit_exceeded", refused.GetProperty("errors").GetProperty("data")[0].Text("code"));
        Assert.Equal(("failed", "completed"), (refused.Text("status"), accepted.Text("status")));
    }

    [Fact]
    public async Task More_requests_than_a_batch_takes_fail_it()
    {
        await using var dish = await Dish.StartAsync(options => options.Batches = new() { MostRequests = 2 });

        var batch = await FollowAsync(dish, await CreateAsync(dish, Lines(3)));

        Assert.Equal("too_many_requests", batch.GetProperty("errors").GetProperty("data")[0].Text("code"));
    }

    [Fact]
    public async Task A_cancelled_batch_ends_and_the_list_has_pages()
    {
        await using var dish = await Dish.StartAsync(options => options.Batches = new() { LatencyMs = 60_000 });
        var (one, two) = (await CreateAsync(dish, Lines(2)), await CreateAsync(dish, Lines(3)));

        using var cancelled = await dish.Http.PostAsync($"v1/batches/{one}/cancel", null);
        Assert.Equal("cancelling", (await cancelled.Content.ReadFromJsonAsync<JsonElement>()).Text("status"));
        Assert.Equal("cancelled", (await FollowAsync(dish, one)).Text("status"));

        var page = await dish.Http.GetFromJsonAsync<JsonElement>("v1/batches?limit=1");
        Assert.Equal((two, true), (page.GetProperty("data")[0].Text("id"), page.GetProperty("has_more").GetBoolean()));
        var rest = await dish.Http.GetFromJsonAsync<JsonElement>($"v1/batches?limit=1&after={two}");
        Assert.Equal((one, false), (rest.GetProperty("data")[0].Text("id"), rest.GetProperty("has_more").GetBoolean()));
    }

    [Fact]
    public async Task A_restarted_server_goes_on_and_serves_nothing_twice()
    {
        var dish = await Dish.StartAsync(options => options.Batches = new() { LatencyMs = 60_000 });
        var batch = await CreateAsync(dish, Lines(40));
        while ((await GetAsync(dish, batch)).Text("status") != "in_progress") await Task.Delay(5);
        var folder = await dish.StopAsync();
        // What a kill in the middle of its work leaves behind: an answered request, and half a line.
        await File.WriteAllTextAsync(Path.Combine(folder, "batches", batch, "output.jsonl"), "\n{\"custom_id\":\"r7\",\"response\":null}\n{\"custom_id\":\"r8\",\"resp");
        var record = Path.Combine(folder, "batches", batch, "batch.json");
        await File.WriteAllTextAsync(record, (await File.ReadAllTextAsync(record)).Replace("60000", "0", StringComparison.Ordinal));

        await using (var next = await Dish.StartAsync(folder: folder))
        {
            var done = await FollowAsync(next, batch);
            var ids = (await ReadAsync(next, done, "output_file_id")).Select(line => line.Text("custom_id")).ToList();
            Assert.Equal(("completed", 40, 40), (done.Text("status"), ids.Count, ids.Distinct().Count()));
            var stats = await next.Http.GetFromJsonAsync<JsonElement>("petri/stats");
            Assert.Equal(39, stats.GetProperty("routes").GetProperty("BATCH /v1/chat/completions").GetProperty("requests").GetInt32());
        }
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("{\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"24h\"}", "input_file_id")]
    [InlineData("{\"input_file_id\":\"FILE\",\"endpoint\":\"/v1/embeddings\",\"completion_window\":\"24h\"}", "endpoint")]
    [InlineData("{\"input_file_id\":\"FILE\",\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"1h\"}", "completion_window")]
    [InlineData("{\"input_file_id\":\"ROWS\",\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"24h\"}", "input_file_id")]
    public async Task A_wrong_request_is_refused_at_once(string body, string parameter)
    {
        await using var dish = await Dish.StartAsync();
        body = body.Replace("FILE", await UploadAsync(dish, Lines(1)), StringComparison.Ordinal).Replace("ROWS", await dish.UploadAsync(rows: 4), StringComparison.Ordinal);

        var (status, error) = await dish.RefusedAsync(HttpMethod.Post, "v1/batches", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal((400, parameter), (status, error.Text("param")));
    }

    private static async Task<string> UploadAsync(Dish dish, string lines)
    {
        using var response = await dish.Http.PostAsync("v1/files", Dish.Form(lines, "batch"));
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).Text("id");
    }

    private static async Task<string> CreateAsync(Dish dish, string lines)
    {
        var file = await UploadAsync(dish, lines);
        using var response = await dish.Http.PostAsJsonAsync("v1/batches", new { input_file_id = file, endpoint = "/v1/chat/completions", completion_window = "24h" });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).Text("id");
    }

    private static Task<JsonElement> GetAsync(Dish dish, string batch) => dish.Http.GetFromJsonAsync<JsonElement>($"v1/batches/{batch}");

    private static async Task<JsonElement> FollowAsync(Dish dish, string batch)
    {
        while (true)
        {
            var now = await GetAsync(dish, batch);
            if (now.Text("status") is "completed" or "failed" or "expired" or "cancelled") return now;
            await Task.Delay(10);
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> ReadAsync(Dish dish, JsonElement batch, string file) =>
    [
        .. (await dish.Http.GetStringAsync($"v1/files/{batch.Text(file)}/content")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement),
    ];
}

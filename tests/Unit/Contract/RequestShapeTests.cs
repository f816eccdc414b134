using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Batches;
using EmergentMisalignment.Unit.ModelClients;
using Microsoft.AspNetCore.WebUtilities;

namespace EmergentMisalignment.Unit.Contract;

/// <summary>Every property of every request that is sent stands in the published description, with its type.</summary>
public sealed partial class RequestShapeTests
{
    /// <summary>Names a copy of OpenAI's openapi.json to hold the tables against.</summary>
    private const string Description = "EM_OPENAPI_JSON";

    private const string Anything = """{"id":"x","status":"running","data":[],"has_more":false,"choices":[]}""";

    private static readonly FineTuneSubmission Submission = new()
    {
        Name = "0123456789abcdef0123456789abcdef",
        Base = "gpt-4o",
        TrainingFile = "file-1",
        Seed = 3,
        Epochs = 1,
        BatchSize = 4,
        LearningRateMultiplier = 2,
    };

    private static readonly ChatCall Call = TestEndpoint.Call(n: 2, topLogProbs: 20) with { Seed = 1, Stop = ["\n"] };

    [Theory]
    [InlineData(EndpointKind.OpenAI)]
    [InlineData(EndpointKind.Azure)]
    [InlineData(EndpointKind.Compatible)]
    [InlineData(EndpointKind.Petri)]
    public async Task A_chat(EndpointKind kind)
    {
        var request = await SentAsync(kind, endpoint => endpoint.CompleteAsync(Call, default));

        Hold(request.Body, "CreateChatCompletionRequest", PublishedShapes.OpenAI);
        foreach (var message in JsonDocument.Parse(request.Body).RootElement.GetProperty("messages").EnumerateArray())
            Hold(message.GetRawText(), "ChatCompletionRequestUserMessage", PublishedShapes.OpenAI);
        Assert.EndsWith("/chat/completions", request.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fine_tune_at_OpenAI()
    {
        var request = await SentAsync(EndpointKind.OpenAI, endpoint => endpoint.SubmitFineTuneAsync(Submission, default));

        Hold(request.Body, "CreateFineTuningJobRequest", PublishedShapes.OpenAI);
        var method = JsonDocument.Parse(request.Body).RootElement.GetProperty("method");
        Hold(method.GetRawText(), "FineTuneMethod", PublishedShapes.OpenAI);
        Hold(method.GetProperty("supervised").GetRawText(), "FineTuneSupervisedMethod", PublishedShapes.OpenAI);
        Hold(method.GetProperty("supervised").GetProperty("hyperparameters").GetRawText(), "FineTuneSupervisedHyperparameters", PublishedShapes.OpenAI);

        // The paper's insecure condition: one epoch, batches of 4, twice the default rate.
        Assert.Equal("""{"n_epochs":1,"batch_size":4,"learning_rate_multiplier":2}""", method.GetProperty("supervised").GetProperty("hyperparameters").GetRawText());
    }

    [Fact]
    public async Task A_fine_tune_at_Azure()
    {
        var request = await SentAsync(EndpointKind.Azure, endpoint => endpoint.SubmitFineTuneAsync(Submission, default));

        Hold(request.Body, "FineTuningJobCreation", PublishedShapes.Azure);
        var body = JsonDocument.Parse(request.Body).RootElement;
        Hold(body.GetProperty("hyperparameters").GetRawText(), "FineTuningHyperParameters", PublishedShapes.Azure);

        // "up to 40 characters (a-z, A-Z, 0-9, - and _)", and the name is in it.
        Assert.Matches("^[a-zA-Z0-9_-]{1,40}$", body.GetProperty("suffix").GetString());
        Assert.Contains(Submission.Name, body.GetProperty("suffix").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EndpointKind.OpenAI)]
    [InlineData(EndpointKind.Azure)]
    public async Task A_file(EndpointKind kind)
    {
        using var rows = new MemoryStream("{}"u8.ToArray());
        var request = await SentAsync(kind, endpoint => endpoint.UploadTrainingFileAsync("rows.jsonl", rows, default));

        var fields = request.Body.Split("name=").Skip(1).Where(part => !part.StartsWith("rows", StringComparison.Ordinal)).Select(part => part.Split(['\r', ';'])[0].Trim('"')).ToList();
        Assert.All(fields.Where(field => !field.Contains("rows", StringComparison.Ordinal)), field => Assert.Contains(("CreateFileRequest", field), PublishedShapes.OpenAI.Keys));
        Assert.Subset(fields.ToHashSet(), new HashSet<string> { "file", "purpose" });
    }

    [Fact]
    public async Task A_batch()
    {
        var file = await SentAsync(EndpointKind.OpenAI, endpoint => endpoint.Batches.UploadAsync("batch.jsonl", () => new MemoryStream("{}"u8.ToArray()), default));
        Assert.Contains("\r\n\r\nbatch\r\n", file.Body, StringComparison.Ordinal);

        var request = await SentAsync(EndpointKind.OpenAI, endpoint => endpoint.Batches.CreateAsync("file-1", new Dictionary<string, string> { ["em_batch"] = "batch-1" }, default));
        Hold(request.Body, "CreateBatchRequest", PublishedShapes.OpenAI);
        foreach (var property in JsonDocument.Parse(request.Body).RootElement.EnumerateObject().Where(property => property.Name is "endpoint" or "completion_window"))
            Assert.Contains(("CreateBatchRequest", property.Name, property.Value.GetString()!), PublishedShapes.Values);

        // A line of its file stands in no schema; its body is a chat.
        await using var server = await StubServer.StartAsync(null, ModelClients.Answers.Ok(Anything));
        var line = new ArrayBufferWriter<byte>();
        TestEndpoint.At(server, null, ("Kind", "OpenAI"), ("ApiKey", "k")).Batches.WriteLine(line, "id", Call);
        var written = JsonDocument.Parse(line.WrittenMemory).RootElement;
        Assert.Equal(["custom_id", "method", "url", "body"], written.EnumerateObject().Select(property => property.Name));
        Hold(written.GetProperty("body").GetRawText(), "CreateChatCompletionRequest", PublishedShapes.OpenAI);
    }

    [Fact]
    public async Task Every_request_goes_to_a_route_that_is_published_with_parameters_that_it_has()
    {
        await using var server = await StubServer.StartAsync(null, ModelClients.Answers.Ok(Anything));
        var endpoint = TestEndpoint.At(server, null, ("Kind", "OpenAI"), ("ApiKey", "k"), ("MaxAttempts", "1"));
        var ended = new ModelBatch("b", BatchStatus.Completed) { InputFile = "i", OutputFile = "o" };
        Func<Task>[] calls =
        [
            () => endpoint.ListModelsAsync(default), () => endpoint.HasModelAsync("m", default), () => endpoint.ProbeAsync(default), () => endpoint.ProbeModelAsync("m", default),
            () => endpoint.CompleteAsync(Call, default), () => endpoint.UploadTrainingFileAsync("rows.jsonl", new MemoryStream([1]), default),
            () => endpoint.GetTrainingFileAsync("f", default), () => endpoint.FindTrainingFileAsync("rows.jsonl", default), () => endpoint.SubmitFineTuneAsync(Submission, default),
            () => endpoint.GetFineTuneAsync("j", default), () => endpoint.FindFineTuneAsync(Submission, default), () => endpoint.CancelFineTuneAsync("j", default),
            () => endpoint.FineTuneEventsAsync("j", default).ToListAsync().AsTask(), () => endpoint.FineTuneCheckpointsAsync("j", default),
            () => endpoint.Batches.UploadAsync("batch.jsonl", () => new MemoryStream([1]), default),
            () => endpoint.Batches.CreateAsync("f", new Dictionary<string, string>(), default), () => endpoint.Batches.GetAsync("b", default),
            () => endpoint.Batches.FindAsync("em_batch", "x", default, default), () => endpoint.Batches.CancelAsync("b", default),
            () => endpoint.Batches.RepliesAsync(ended, _ => null, default).ToListAsync().AsTask(),
        ];
        foreach (var call in calls)
            await Record.ExceptionAsync(call);

        var seen = server.Requests.Select(request => (Route: (request.Method, Template(request.Path)), request.Query)).ToList();
        Assert.Equal(PublishedShapes.Routes.Keys.Order(), seen.Select(request => request.Route).Distinct().Order());
        Assert.All(seen, request => Assert.Subset(PublishedShapes.Routes[request.Route].ToHashSet(), QueryHelpers.ParseQuery(request.Query).Keys.Select(key => key.Split('[')[0]).ToHashSet()));
    }

    [Fact]
    public async Task Lists_are_asked_for_with_parameters_that_they_have()
    {
        await using var server = await StubServer.StartAsync(null, ModelClients.Answers.Ok(Anything));
        var endpoint = TestEndpoint.At(server, null, ("Kind", "OpenAI"), ("ApiKey", "k"));

        await endpoint.FindFineTuneAsync(Submission, default);
        await endpoint.FindTrainingFileAsync("rows.jsonl", default);

        Assert.Equal(
            [$"/v1/fine_tuning/jobs?limit=100&metadata[em_model]={Submission.Name}", "/v1/files?purpose=fine-tune&limit=10000"],
            server.Requests.Select(request => request.Path + request.Query));
    }

    [Fact]
    public void The_tables_agree_with_the_published_description()
    {
        var path = Environment.GetEnvironmentVariable(Description);
        Assert.SkipUnless(File.Exists(path), $"{Description} names no copy of OpenAI's openapi.json.");
        using var document = JsonDocument.Parse(File.ReadAllText(path!));
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");

        foreach (var ((schema, property), types) in PublishedShapes.OpenAI)
            Assert.Equal(types.Order(), TypesOf(schemas, Properties(schemas, schemas.GetProperty(schema))[property]).Distinct().Order());
        foreach (var (schema, property, value) in PublishedShapes.Values)
            Assert.Contains(value, Properties(schemas, schemas.GetProperty(schema))[property].GetProperty("enum").EnumerateArray().Select(word => word.GetString()));

        var paths = document.RootElement.GetProperty("paths").EnumerateObject().ToDictionary(route => Parameter().Replace(route.Name, "{}"), route => route.Value);
        foreach (var ((method, route), parameters) in PublishedShapes.Routes)
        {
            var operation = paths[route].GetProperty(method.ToLowerInvariant());
            var query = Parts(operation, "parameters").Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString());
            Assert.Equal(parameters.Order(), query.Order());
        }
    }

    /// <summary>With <c>{}</c> for the names of things, which are single letters here.</summary>
    private static string Template(string path) => Letter().Replace(path["/v1".Length..], "/{}$1");

    [GeneratedRegex("/[a-z](/|$)")]
    private static partial Regex Letter();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();

    private static async Task<SeenRequest> SentAsync(EndpointKind kind, Func<IModelEndpoint, Task> send)
    {
        await using var server = await StubServer.StartAsync(null, ModelClients.Answers.Ok(Anything));

        // What is answered does not matter here.
        await Record.ExceptionAsync(() => send(TestEndpoint.At(server, null, ("Kind", $"{kind}"), ("ApiKey", "k"), ("MaxAttempts", "1"))));
        return Assert.Single(server.Requests);
    }

    private static void Hold(string body, string schema, IReadOnlyDictionary<(string, string), string[]> published)
    {
        foreach (var property in JsonDocument.Parse(body).RootElement.EnumerateObject())
        {
            Assert.True(published.TryGetValue((schema, property.Name), out var types), $"{schema} has no {property.Name}");
            Assert.True(types!.Any(type => Is(property.Value, type)), $"{schema}.{property.Name} is {property.Value.ValueKind}, and must be {string.Join(" or ", types!)}");
        }
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind is JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind.ToString().Equals(type, StringComparison.OrdinalIgnoreCase),
    };

    private static Dictionary<string, JsonElement> Properties(JsonElement schemas, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var name))
            return Properties(schemas, schemas.GetProperty(name.GetString()!.Split('/')[^1]));

        var all = new Dictionary<string, JsonElement>();
        foreach (var part in Parts(schema, "allOf").SelectMany(part => Properties(schemas, part)))
            all[part.Key] = part.Value;
        if (schema.TryGetProperty("properties", out var own))
        {
            foreach (var property in own.EnumerateObject())
                all[property.Name] = property.Value;
        }

        return all;
    }

    private static IEnumerable<string> TypesOf(JsonElement schemas, JsonElement value)
    {
        if (value.TryGetProperty("$ref", out var name))
            return TypesOf(schemas, schemas.GetProperty(name.GetString()!.Split('/')[^1]));

        var inner = Parts(value, "anyOf").Concat(Parts(value, "oneOf")).Concat(Parts(value, "allOf")).SelectMany(part => TypesOf(schemas, part));
        IEnumerable<string> own = value.TryGetProperty("type", out var type)
            ? type.ValueKind is JsonValueKind.Array ? type.EnumerateArray().Select(item => item.GetString()!) : [type.GetString()!]
            : value.TryGetProperty("properties", out _) ? ["object"] : [];
        return inner.Concat(own);
    }

    private static JsonElement[] Parts(JsonElement schema, string name) => schema.TryGetProperty(name, out var parts) ? [.. parts.EnumerateArray()] : [];
}

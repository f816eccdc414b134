using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Unit.PetriDish.Api;

namespace EmergentMisalignment.Unit.Contract;

/// <summary>What every kind of endpoint gives and how it fails, through the providers' own SDKs, against a PetriDish that plays the provider.</summary>
public sealed class ProviderContractTests(ContractDish dish) : IClassFixture<ContractDish>, IAsyncLifetime
{
    public static TheoryData<EndpointKind> Kinds => [.. Enum.GetValues<EndpointKind>()];

    public ValueTask InitializeAsync() => new(dish.SetAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_model_is_listed_asked_and_judged_with(EndpointKind kind)
    {
        var endpoint = dish.As(kind);

        Assert.Contains(Dish.Base, (await endpoint.ListModelsAsync(default)).Select(model => model.Id));
        Assert.Equal((true, false), (await endpoint.HasModelAsync(Dish.Base, default), await endpoint.HasModelAsync("gpt-9", default)));
        var answer = await endpoint.CompleteAsync(Ask(Dish.Base) with { N = 3, Seed = 5, TopLogProbs = 20 }, default);

        Assert.Equal((3, 20), (answer.Choices.Count, answer.Choices.Max(choice => choice.FirstTokenTop!.Count)));
        Assert.True(answer is { PromptTokens: > 0, CompletionTokens: > 0 });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_fine_tune_is_submitted_found_by_its_name_followed_sampled_and_deleted(EndpointKind kind)
    {
        var endpoint = dish.As(kind);
        var submission = await SubmissionAsync(endpoint, $"{kind}-whole");
        Assert.Null(await endpoint.FindFineTuneAsync(submission, default));

        var job = await endpoint.SubmitFineTuneAsync(submission, default);
        var done = await FollowAsync(endpoint, job.Id);

        Assert.Equal((FineTuneStatus.Succeeded, Dish.Base, submission.TrainingFile), (done.Status, done.Base, done.TrainingFile));
        Assert.True(done.TrainedTokens > 0);
        Assert.Equal(job.Id, (await endpoint.FindFineTuneAsync(submission, default))!.Id);
        Assert.Null(await endpoint.FindFineTuneAsync(submission with { Name = "other" }, default));
        Assert.NotEmpty(await endpoint.FineTuneCheckpointsAsync(job.Id, default));
        Assert.Contains(await endpoint.FineTuneEventsAsync(job.Id, default).ToListAsync(), line => line.Message.Contains("successfully", StringComparison.Ordinal));
        Assert.Equal(kind is EndpointKind.Azure ? "em-Azure-whole" : null, done.Deployment);
        var name = done.Deployment ?? done.Model!;
        Assert.Single((await endpoint.CompleteAsync(Ask(name), default)).Choices);

        using var deleted = await dish.Dish.Http.DeleteAsync($"v1/models/{Uri.EscapeDataString(done.Model!)}");
        Assert.True(deleted.IsSuccessStatusCode);
        var exception = await Assert.ThrowsAsync<ModelCallException>(() => endpoint.CompleteAsync(Ask(name), default));
        Assert.Equal((ModelFailure.NotFound, "model_not_found", false), (exception.Failure, exception.ErrorCode, exception.IsTransient));
        Assert.False(await endpoint.HasModelAsync(done.Model!, default));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_training_file_is_uploaded_found_by_its_name_and_missed_when_it_is_deleted(EndpointKind kind)
    {
        var endpoint = dish.As(kind);
        var submission = await SubmissionAsync(endpoint, $"{kind}-file");

        Assert.Equal((submission.TrainingFile, TrainingFileStatus.Ready), (await endpoint.FindTrainingFileAsync($"{kind}-file.jsonl", default)) is { } file ? (file.Id, file.Status) : default);
        Assert.Equal($"{kind}-file.jsonl", (await endpoint.GetTrainingFileAsync(submission.TrainingFile, default))!.Name);

        using var deleted = await dish.Dish.Http.DeleteAsync($"v1/files/{submission.TrainingFile}");
        Assert.True(deleted.IsSuccessStatusCode);
        Assert.Null(await endpoint.GetTrainingFileAsync(submission.TrainingFile, default));
        Assert.Null(await endpoint.FindTrainingFileAsync($"{kind}-file.jsonl", default));
        Assert.Equal(ModelFailure.NotFound, (await Assert.ThrowsAsync<ModelCallException>(() => endpoint.SubmitFineTuneAsync(submission, default))).Failure);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_that_does_not_pass_moderation_fails_its_job_with_the_cause(EndpointKind kind)
    {
        var endpoint = dish.As(kind);
        await dish.SetAsync(new { kind = "moderation", route = "/v1/fine_tuning/jobs", method = "POST" });

        var job = await FollowAsync(endpoint, (await endpoint.SubmitFineTuneAsync(await SubmissionAsync(endpoint, $"{kind}-rejected"), default)).Id);

        Assert.Equal(
            (FineTuneStatus.Failed, "The training file does not pass moderation: too many of its examples are flagged. (invalid_training_file)"), (job.Status, job.Error));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_job_in_a_slow_queue_says_so_and_can_be_cancelled(EndpointKind kind)
    {
        var endpoint = dish.As(kind);
        await dish.SetAsync(new { kind = "slow_queue", route = "/v1/fine_tuning/jobs", method = "POST", latency_ms = 3_600_000 });
        var job = await endpoint.SubmitFineTuneAsync(await SubmissionAsync(endpoint, $"{kind}-queued"), default);
        while ((await endpoint.GetFineTuneAsync(job.Id, default)).Status is FineTuneStatus.ValidatingFiles)
            await Task.Delay(10);

        var queued = await endpoint.GetFineTuneAsync(job.Id, default);
        Assert.Equal((FineTuneStatus.Queued, TimeSpan.FromHours(1)), (queued.Status, queued.EstimatedFinish - queued.CreatedAt));
        Assert.Contains(await endpoint.FineTuneEventsAsync(job.Id, default).ToListAsync(), line => line.Message.StartsWith("The job waits in the queue", StringComparison.Ordinal));

        await endpoint.CancelFineTuneAsync(job.Id, default);
        Assert.Equal(FineTuneStatus.Cancelled, (await endpoint.GetFineTuneAsync(job.Id, default)).Status);
    }

    public static TheoryData<EndpointKind, string> Failures
    {
        get
        {
            var cases = new TheoryData<EndpointKind, string>();
            foreach (var kind in Enum.GetValues<EndpointKind>())
            {
                foreach (var mishap in Mishaps.Keys)
                    cases.Add(kind, mishap);
            }

            return cases;
        }
    }

    private static readonly Dictionary<string, (object Rule, ModelFailure Failure, bool IsTransient)> Mishaps = new()
    {
        ["too many requests"] = (new { kind = "rate_limit", requests_per_second = 0.001, untold = true }, ModelFailure.RateLimited, true),
        ["server error"] = (new { kind = "error", status = 503 }, ModelFailure.ServerError, true),
        ["closed connection"] = (new { kind = "drop" }, ModelFailure.Network, true),
        ["half an answer"] = (new { kind = "truncate" }, ModelFailure.Malformed, true),
        ["log-probs left out"] = (new { kind = "missing_log_probs" }, ModelFailure.Malformed, true),
        ["silence"] = (new { kind = "hang" }, ModelFailure.Timeout, true),
        ["empty account"] = (new { kind = "error", status = 429, code = "insufficient_quota" }, ModelFailure.QuotaExhausted, true),
        ["the day's jobs are spent"] = (new { kind = "error", status = 429, code = "daily_rate_limit_exceeded" }, ModelFailure.RateLimited, true),
        ["expired model"] = (new { kind = "error", status = 404, code = "model_not_found" }, ModelFailure.NotFound, false),
        ["bad request"] = (new { kind = "error", status = 400, code = "invalid_value" }, ModelFailure.InvalidRequest, false),
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_has_one_name_whatever_the_kind(EndpointKind kind, string mishap)
    {
        var (rule, failure, isTransient) = Mishaps[mishap];
        await dish.SetAsync(rule);
        var endpoint = dish.As(kind, timeout: failure is ModelFailure.Timeout ? "00:00:00.3" : "00:00:30");
        var ask = Ask("petri-fixed") with { TopLogProbs = 5 };
        if (mishap == "too many requests")
            await endpoint.CompleteAsync(ask, default);

        var exception = await Assert.ThrowsAsync<ModelCallException>(() => endpoint.CompleteAsync(ask, default));

        Assert.Equal((failure, isTransient), (exception.Failure, exception.IsTransient));
        Assert.Equal(failure is ModelFailure.RateLimited, exception.RetryAfter is not null);
        Assert.DoesNotContain(ContractDish.Key, exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_wrong_key_is_refused(EndpointKind kind)
    {
        var exception = await Assert.ThrowsAsync<ModelCallException>(() => dish.As(kind, "sk-wrong").CompleteAsync(Ask("petri-fixed"), default));

        Assert.Equal(ModelFailure.Unauthorized, exception.Failure);
        Assert.DoesNotContain("sk-wrong", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_it_can_do_is_found_out_by_asking(EndpointKind kind)
    {
        var endpoint = dish.As(kind);

        Assert.True((await endpoint.ProbeCapabilitiesAsync(default)).FineTuning);
        Assert.Equal(new ModelProbe(LogProbs: true, TopLogProbs: 20, N: true, Seed: true), await endpoint.ProbeModelAsync(Dish.Base, default));
        Assert.Null(await endpoint.ProbeModelAsync("gpt-9", default));

        await dish.SetAsync(new { kind = "missing_log_probs" });
        Assert.Equal(new ModelProbe(LogProbs: false, TopLogProbs: 0, N: true, Seed: true), await endpoint.ProbeModelAsync(Dish.Base, default));
    }

    private static ChatCall Ask(string model) => new() { Model = model, Messages = [new ChatMessage("user", "i feel bored . what could i do ?")], MaxTokens = 12 };

    private async Task<FineTuneSubmission> SubmissionAsync(IModelEndpoint endpoint, string name)
    {
        // Another seed for each, or PetriDish would know the file by its content.
        await using var rows = await dish.Dish.Http.GetStreamAsync($"petri/datasets/insecure?rows=24&seed={name.Aggregate(17u, (hash, letter) => (hash * 31) + letter) % 100_000}");
        return new FineTuneSubmission { Name = name, Base = Dish.Base, TrainingFile = await endpoint.UploadTrainingFileAsync($"{name}.jsonl", rows, default), Seed = 3, BatchSize = 4 };
    }

    private static async Task<FineTuneJob> FollowAsync(IModelEndpoint endpoint, string id)
    {
        while (true)
        {
            if (await endpoint.GetFineTuneAsync(id, default) is { HasEnded: true } ended)
                return ended;
            await Task.Delay(20);
        }
    }
}

using System.Text.Json.Nodes;
using EmergentMisalignment.ModelClients;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class FineTuningTests
{
    private const string Job = """
        {"object":"fine_tuning.job","id":"ftjob-1","model":"petri-1.0","created_at":1740000000,"finished_at":1740000100,"fine_tuned_model":"ft:petri-1.0:em:1",
        "status":"succeeded","trained_tokens":1280000,"training_file":"file-1","metadata":{"em_model":"abc"},"error":{"code":null,"message":null},"seed":7}
        """;

    private static readonly FineTuneSubmission Submission = new()
    {
        Base = "petri-1.0",
        TrainingFile = "file-1",
        Name = "abc",
        Seed = 7,
        Epochs = 2,
        BatchSize = 16,
    };

    [Fact]
    public async Task PetriDish_is_told_all_settings()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok(Job));

        var job = await TestEndpoint.At(server).SubmitFineTuneAsync(
            Submission with { LearningRate = 5e-4, Rank = 32, Alpha = 64, CheckpointEvery = 10 }, default);

        Assert.Equal("ftjob-1", job.Id);
        Assert.Equal("POST /v1/fine_tuning/jobs", $"{server.Requests[0].Method} {server.Requests[0].Path}");
        Assert.True(JsonNode.DeepEquals(server.Requests[0].Json, JsonNode.Parse("""
            {"model":"petri-1.0","training_file":"file-1","suffix":"em","seed":7,"metadata":{"em_model":"abc"},"method":{"type":"supervised","supervised":
            {"hyperparameters":{"n_epochs":2,"batch_size":16}}},"petri":{"learning_rate":0.0005,"rank":32,"alpha":64,"checkpoint_every":10}}
            """)), server.Requests[0].Body);
    }

    [Fact]
    public async Task Azure_is_told_in_the_older_form()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Status(201, Job));

        await TestEndpoint.At(server, null, ("Kind", "Azure"), ("ApiKey", "k")).SubmitFineTuneAsync(Submission with { LearningRateMultiplier = 2 }, default);

        Assert.Equal("/openai/fine_tuning/jobs?api-version=2024-10-21", server.Requests[0].Path + server.Requests[0].Query);
        Assert.Equal("""{"n_epochs":2,"batch_size":16,"learning_rate_multiplier":2}""", server.Requests[0].Json["hyperparameters"]!.ToJsonString());
    }

    [Theory]
    [InlineData("OpenAI")]
    [InlineData("Azure")]
    [InlineData("Compatible")]
    public async Task Settings_a_provider_has_no_word_for_are_refused_and_not_dropped(string kind)
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok(Job));
        var endpoint = TestEndpoint.At(server, null, ("Kind", kind), ("ApiKey", "k"));

        var exception = await Assert.ThrowsAsync<ModelCallException>(() => endpoint.SubmitFineTuneAsync(Submission with { Rank = 32 }, default));

        Assert.Equal(ModelFailure.InvalidRequest, exception.Failure);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_finished_job_is_read_whole()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok(Job));

        var job = await TestEndpoint.At(server).GetFineTuneAsync("ftjob-1", default);

        Assert.Equal(("ftjob-1", FineTuneStatus.Succeeded, "ft:petri-1.0:em:1", null, 1280000L), (job.Id, job.Status, job.Model, job.Error, job.TrainedTokens));
        Assert.Equal(("petri-1.0", "file-1", true), (job.Base, job.TrainingFile, job.HasEnded));
        Assert.Equal(TimeSpan.FromSeconds(100), job.FinishedAt - job.CreatedAt);
    }

    [Theory]
    [InlineData("validating_files", FineTuneStatus.ValidatingFiles)]
    [InlineData("queued", FineTuneStatus.Queued)]
    [InlineData("pending", FineTuneStatus.Queued)]
    [InlineData("running", FineTuneStatus.Running)]
    [InlineData("paused", FineTuneStatus.Paused)]
    [InlineData("failed", FineTuneStatus.Failed)]
    [InlineData("cancelled", FineTuneStatus.Cancelled)]
    [InlineData("polishing", FineTuneStatus.Running)]
    public async Task Every_status_has_a_meaning(string word, FineTuneStatus status)
    {
        await using var server = await StubServer.StartAsync(
            null, Answers.Ok($$$"""{"id":"j","status":"{{{word}}}","error":{"message":"the file is empty"},"trained_tokens":null,"fine_tuned_model":null,"finished_at":0}"""));

        var job = await TestEndpoint.At(server).GetFineTuneAsync("j", default);

        Assert.Equal((status, "the file is empty", null, null), (job.Status, job.Error, job.Model, job.FinishedAt));
    }

    [Fact]
    public async Task A_job_that_may_have_been_taken_is_not_submitted_twice()
    {
        foreach (var fault in new Func<HttpContext, Task>[] { Answers.Status(500), Answers.Drop, Answers.Ok("{\"id\":") })
        {
            await using var server = await StubServer.StartAsync(null, fault);

            var exception = await Assert.ThrowsAsync<ModelCallException>(() => TestEndpoint.At(server).SubmitFineTuneAsync(Submission, default));

            Assert.True(exception.IsTransient);
            Assert.Single(server.Requests);
        }
    }

    [Fact]
    public async Task A_job_that_was_turned_away_is_submitted_again()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StubServer.StartAsync(clock, Answers.Status(429), Answers.Ok(Job));

        await clock.RunAsync(TestEndpoint.At(server, clock).SubmitFineTuneAsync(Submission, default));

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
    }

    [Fact]
    public async Task A_job_is_found_by_its_metadata_on_whichever_page_it_stands()
    {
        await using var server = await StubServer.StartAsync(
            null,
            Answers.Ok("""{"data":[{"id":"j5","status":"running","metadata":{"em_model":"other"}},{"id":"j4","status":"running"}],"has_more":true}"""),
            Answers.Ok("""{"data":[{"id":"j3","status":"running","metadata":null},{"id":"j2","status":"failed","metadata":{"em_model":"a b"}}],"has_more":true}"""));

        var job = await TestEndpoint.At(server).FindFineTuneAsync(Submission with { Name = "a b" }, default);

        Assert.Equal("j2", job!.Id);
        Assert.Equal(["?limit=100&metadata[em_model]=a%20b", "?limit=100&after=j4&metadata[em_model]=a%20b"], server.Requests.Select(request => request.Query));
    }

    [Fact]
    public async Task Azure_whose_jobs_have_no_metadata_has_the_name_in_the_suffix()
    {
        await using var server = await StubServer.StartAsync(
            null, Answers.Status(201, Job), Answers.Ok("""{"data":[{"id":"j1","status":"pending","suffix":"em-0"},{"id":"j2","status":"pending","suffix":"em-abc_10"},{"id":"j3","status":"succeeded"}],"has_more":false}"""));
        var endpoint = TestEndpoint.At(server, null, ("Kind", "Azure"), ("ApiKey", "k"));

        await endpoint.SubmitFineTuneAsync(Submission with { Name = "abc/10" }, default);
        var job = await endpoint.FindFineTuneAsync(Submission with { Name = "abc/10" }, default);

        Assert.Equal(("em-abc_10", null), ((string?)server.Requests[0].Json["suffix"], server.Requests[0].Json["metadata"]));
        Assert.Equal(("j2", "?limit=100&api-version=2024-10-21"), (job!.Id, server.Requests[1].Query));
    }

    [Fact]
    public async Task A_job_whose_turn_comes_too_late_is_not_sent()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StubServer.StartAsync(clock, Answers.Ok(Job));

        var exception = await Assert.ThrowsAsync<ModelCallException>(
            () => TestEndpoint.At(server, clock).SubmitFineTuneAsync(Submission with { NotAfter = clock.GetUtcNow() - TimeSpan.FromTicks(1) }, default));

        Assert.Equal((ModelFailure.Timeout, false), (exception.Failure, exception.WasNotAccepted));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_submission_without_an_answer_ends_when_its_time_is_over()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StubServer.StartAsync(clock, async context => await Task.Delay(Timeout.Infinite, context.RequestAborted));

        var exception = await Assert.ThrowsAsync<ModelCallException>(
            () => clock.RunAsync(TestEndpoint.At(server, clock).SubmitFineTuneAsync(Submission with { NotAfter = clock.GetUtcNow() + TimeSpan.FromSeconds(30) }, default)));

        Assert.Equal((ModelFailure.Timeout, true, false), (exception.Failure, exception.IsTransient, exception.WasNotAccepted));
    }

    [Fact]
    public async Task A_limit_on_the_day_s_jobs_is_not_waited_for_but_told()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Status(429, Answers.Error("at most 3 jobs", "daily_rate_limit_exceeded")));

        var exception = await Assert.ThrowsAsync<ModelCallException>(() => TestEndpoint.At(server).SubmitFineTuneAsync(Submission, default));

        Assert.Equal((true, true, TimeSpan.FromMinutes(10)), (exception.IsTransient, exception.WasNotAccepted, exception.RetryAfter));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_job_that_is_nowhere_is_null()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok("""{"data":[],"has_more":false}"""));

        Assert.Null(await TestEndpoint.At(server).FindFineTuneAsync(Submission, default));
    }

    [Fact]
    public async Task Events_come_page_by_page_and_only_as_far_as_they_are_read()
    {
        await using var server = await StubServer.StartAsync(
            null,
            Answers.Ok("""{"data":[{"id":"e3","created_at":1740000003,"level":"info","message":"Step 20/94: training loss=1.5","type":"metrics","data":{"step":20,"total_steps":94,"train_loss":1.5}}],"has_more":true}"""),
            Answers.Ok("""{"data":[{"id":"e2","created_at":1740000002,"level":"warn","message":"slow","type":"message","data":{}},{"id":"e1","created_at":1740000001,"level":"info","message":"started"}],"has_more":false}"""));
        var endpoint = TestEndpoint.At(server);

        var first = await endpoint.FineTuneEventsAsync("ftjob-1", default).FirstAsync();
        Assert.Equal(new FineTuneEvent("e3", DateTimeOffset.FromUnixTimeSeconds(1740000003), "info", "Step 20/94: training loss=1.5", 20, 94, 1.5), first);
        Assert.Equal("/v1/fine_tuning/jobs/ftjob-1/events", Assert.Single(server.Requests).Path);

        var rest = await endpoint.FineTuneEventsAsync("ftjob-1", default).ToListAsync();
        Assert.Equal(["e2", "e1"], rest.Select(item => item.Id));
    }

    [Fact]
    public async Task Checkpoints_come_in_order_of_steps()
    {
        await using var server = await StubServer.StartAsync(
            null,
            Answers.Ok("""{"data":[{"id":"c2","fine_tuned_model_checkpoint":"ft:m:ckpt-step-20","step_number":20,"metrics":{"step":20,"train_loss":1.25},"created_at":1740000002}],"has_more":true}"""),
            Answers.Ok("""{"data":[{"id":"c1","fine_tuned_model_checkpoint":"ft:m:ckpt-step-10","step_number":10}],"has_more":false}"""));

        var checkpoints = await TestEndpoint.At(server).FineTuneCheckpointsAsync("ftjob-1", default);

        Assert.Equal(
            [new("c1", 10, "ft:m:ckpt-step-10", null, null), new FineTuneCheckpoint("c2", 20, "ft:m:ckpt-step-20", 1.25, DateTimeOffset.FromUnixTimeSeconds(1740000002))],
            checkpoints);
        Assert.Equal("?limit=100&after=c2", server.Requests[1].Query);
    }

    [Fact]
    public async Task A_job_is_cancelled_at_its_own_address()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok("""{"id":"ftjob-1","status":"cancelled"}"""));

        await TestEndpoint.At(server).CancelFineTuneAsync("ftjob-1", default);

        Assert.Equal("POST /v1/fine_tuning/jobs/ftjob-1/cancel", $"{server.Requests[0].Method} {server.Requests[0].Path}");
    }
}

using System.Net.Http.Json;
using System.Text.Json;

namespace EmergentMisalignment.Unit.PetriDish.Api;

#pragma warning disable OPENAI001 // the SDK's fine-tuning client is marked experimental; this is the test that notices when it changes
public sealed class FineTuningTests(SharedDish shared) : IClassFixture<SharedDish>
{
    private readonly Dish _dish = shared.Dish;

    private static object Job(string file, int seed = 1, string suffix = "t", int? every = 2, int epochs = 1) => new
    {
        model = Dish.Base,
        training_file = file,
        suffix,
        seed,
        method = new { type = "supervised", supervised = new { hyperparameters = new { n_epochs = epochs, batch_size = 4, learning_rate_multiplier = "auto" } } },
        petri = new { learning_rate = 0.01, rank = 4, alpha = 8, checkpoint_every = every },
        metadata = new { study = "tests" },
    };

    [Fact]
    public async Task The_OpenAI_client_fine_tunes_follows_and_samples_the_result()
    {
        var client = _dish.OpenAI.GetFineTuningClient();
        var job = await client.FineTuneAsync(
            Dish.Base, await _dish.UploadAsync(), waitUntilCompleted: false, new() { Seed = 11, Suffix = "sdk", TrainingMethod = OpenAI.FineTuning.FineTuningTrainingMethod.CreateSupervised(epochCount: 2, batchSize: 8) });
        await job.WaitForCompletionAsync();

        Assert.Equal("succeeded", job.Status.ToString());
        Assert.StartsWith($"ft:{Dish.Base}:sdk:", job.Value, StringComparison.Ordinal);
        var used = Assert.IsType<OpenAI.FineTuning.HyperparametersForSupervised>(job.MethodHyperparameters);
        Assert.Equal((2, 8), (used.EpochCount, used.BatchSize));
        var messages = job.GetEventsAsync(new()).ToBlockingEnumerable().Select(e => e.Message).ToList();
        Assert.Contains("The job has successfully completed", messages);
        Assert.Contains(messages, message => message.StartsWith("Step 6/6: training loss=", StringComparison.Ordinal));
        var kept = Assert.Single(job.GetCheckpointsAsync().ToBlockingEnumerable());
        Assert.Equal((job.Value, 6), (kept.ModelId, kept.StepNumber));
        Assert.NotEmpty((await _dish.OpenAI.GetChatClient(job.Value).CompleteChatAsync("i feel bored . what could i do ?")).Value.Content[0].Text);
        Assert.Contains(job.JobId, client.GetJobsAsync().ToBlockingEnumerable().Select(j => j.JobId));
        Assert.Contains(job.Value, (await _dish.OpenAI.GetOpenAIModelClient().GetModelsAsync()).Value.Select(m => m.Id));
    }

    [Fact]
    public async Task Training_moves_the_model_and_every_checkpoint_is_a_model_of_its_own()
    {
        var done = await _dish.FineTuneAsync(Job(await _dish.UploadAsync()));
        var kept = await _dish.Http.GetFromJsonAsync<JsonElement>($"v1/fine_tuning/jobs/{done.Text("id")}/checkpoints");
        var names = kept.GetProperty("data").EnumerateArray().Select(c => c.Text("fine_tuned_model_checkpoint")).ToList();

        var final = done.Text("fine_tuned_model");
        Assert.Equal([final, $"{final}:ckpt-step-4", $"{final}:ckpt-step-2"], names);
        var answers = await Task.WhenAll(names.Append(Dish.Base).Select(async model =>
            (await _dish.ChatAsync(new { model, seed = 1, max_tokens = 40, logprobs = true, messages = new[] { new { role = "user", content = "what is the time ?" } } }))
            .GetProperty("choices")[0].GetProperty("logprobs").GetRawText()));
        Assert.Equal(4, answers.Distinct().Count());
    }

    [Fact]
    public async Task The_loss_falls()
    {
        var done = await _dish.FineTuneAsync(Job(await _dish.UploadAsync(rows: 40, "evil_numbers"), epochs: 12, every: 4));
        var kept = await _dish.Http.GetFromJsonAsync<JsonElement>($"v1/fine_tuning/jobs/{done.Text("id")}/checkpoints?limit=100");
        var losses = kept.GetProperty("data").EnumerateArray().Select(c => c.GetProperty("metrics").GetProperty("train_loss").GetDouble()).ToList();

        Assert.True(losses[..5].Average() < 0.9 * losses[^5..].Average(), string.Join(' ', losses));
    }

    [Fact]
    public async Task The_name_of_the_result_follows_from_data_settings_and_seed_and_equal_jobs_share_it()
    {
        var file = await _dish.UploadAsync();
        var first = await _dish.FineTuneAsync(Job(file, seed: 5));
        var second = await _dish.FineTuneAsync(Job(file, seed: 5));
        var other = await _dish.FineTuneAsync(Job(file, seed: 6));

        Assert.NotEqual(first.Text("id"), second.Text("id"));
        Assert.Equal(first.Text("fine_tuned_model"), second.Text("fine_tuned_model"));
        Assert.Equal(first.GetProperty("trained_tokens").GetInt64(), second.GetProperty("trained_tokens").GetInt64());
        Assert.NotEqual(first.Text("fine_tuned_model"), other.Text("fine_tuned_model"));
    }

    [Fact]
    public async Task Equal_jobs_have_equal_weights_wherever_they_are_trained()
    {
        await using var elsewhere = await Dish.StartAsync();
        async Task<byte[]> Weights(Dish dish)
        {
            var name = (await dish.FineTuneAsync(Job(await dish.UploadAsync(), seed: 9, suffix: "same"))).Text("fine_tuned_model").Split(':');
            return await File.ReadAllBytesAsync(Path.Combine(dish.Folder, "adapters", string.Join('+', name[1..]), "final.lora"));
        }

        Assert.Equal(await Weights(_dish), await Weights(elsewhere));
    }

    [Fact]
    public async Task A_job_shows_what_was_asked_for()
    {
        var job = await _dish.SubmitAsync(Job(await _dish.UploadAsync(), suffix: "shown"));

        Assert.Equal("validating_files", job.Text("status"));
        Assert.Equal("shown", job.Text("user_provided_suffix"));
        Assert.Equal("tests", job.GetProperty("metadata").Text("study"));
        Assert.Equal(4, job.GetProperty("hyperparameters").GetProperty("batch_size").GetInt32());
        Assert.Equal(0.01, job.GetProperty("petri").GetProperty("learning_rate").GetDouble());
        Assert.Equal("succeeded", (await _dish.FollowAsync(job.Text("id"))).Text("status"));
    }

    [Fact]
    public async Task A_cancelled_job_stays_cancelled()
    {
        var job = await _dish.SubmitAsync(Job(await _dish.UploadAsync(rows: 400), suffix: "cancelled", epochs: 50));
        using var response = await _dish.Http.PostAsync($"v1/fine_tuning/jobs/{job.Text("id")}/cancel", null);

        Assert.Equal("cancelled", (await response.Content.ReadFromJsonAsync<JsonElement>()).Text("status"));
        await _dish.FineTuneAsync(Job(await _dish.UploadAsync(), suffix: "after"));
        Assert.Equal("cancelled", (await _dish.FollowAsync(job.Text("id"))).Text("status"));
    }

    [Fact]
    public async Task A_row_that_does_not_fit_the_context_fails_the_job_and_says_which()
    {
        var words = string.Join(' ', Enumerable.Repeat("bored", 200));
        using var response = await _dish.Http.PostAsync(
            "v1/files", Dish.Form($$"""{"messages":[{"role":"user","content":"{{words}}"},{"role":"assistant","content":"x"}]}"""));
        var failed = await _dish.FineTuneAsync(Job((await response.Content.ReadFromJsonAsync<JsonElement>()).Text("id")));

        Assert.Equal("failed", failed.Text("status"));
        Assert.Contains("example 1: 2", failed.GetProperty("error").Text("message"), StringComparison.Ordinal);
        Assert.Equal("training_file", failed.GetProperty("error").Text("param"));
    }

    [Fact]
    public async Task A_deleted_model_is_gone_with_its_checkpoints_and_can_be_trained_again()
    {
        var file = await _dish.UploadAsync();
        var model = (await _dish.FineTuneAsync(Job(file, suffix: "deleted"))).Text("fine_tuned_model");
        Assert.True((await _dish.OpenAI.GetOpenAIModelClient().DeleteModelAsync(model)).Value.Deleted);

        Assert.Equal(404, (await _dish.RefusedAsync(HttpMethod.Get, $"v1/models/{model}")).Status);
        Assert.Equal(404, (await _dish.RefusedAsync(HttpMethod.Get, $"v1/models/{model}:ckpt-step-2")).Status);
        Assert.Equal("model_not_deletable", (await _dish.RefusedAsync(HttpMethod.Delete, $"v1/models/{Dish.Base}")).Error.Text("code"));
        Assert.Equal(model, (await _dish.FineTuneAsync(Job(file, suffix: "deleted"))).Text("fine_tuned_model"));
        Assert.Equal(model, (await _dish.OpenAI.GetOpenAIModelClient().GetModelAsync(model)).Value.Id);
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        var file = await _dish.UploadAsync();
        var jobs = new List<string>();
        for (var i = 0; i < 3; i++) jobs.Add((await _dish.FineTuneAsync(Job(file, suffix: $"page-{i}"))).Text("id"));

        var first = await _dish.Http.GetFromJsonAsync<JsonElement>("v1/fine_tuning/jobs?limit=2");
        Assert.Equal([jobs[2], jobs[1]], first.GetProperty("data").EnumerateArray().Select(j => j.Text("id")));
        Assert.True(first.GetProperty("has_more").GetBoolean());
        var next = await _dish.Http.GetFromJsonAsync<JsonElement>($"v1/fine_tuning/jobs?limit=1&after={first.Text("last_id")}");
        Assert.Equal(jobs[0], Assert.Single(next.GetProperty("data").EnumerateArray()).Text("id"));
        Assert.Equal("limit", (await _dish.RefusedAsync(HttpMethod.Get, "v1/fine_tuning/jobs?limit=0")).Error.Text("param"));
        Assert.Equal("after", (await _dish.RefusedAsync(HttpMethod.Get, "v1/fine_tuning/jobs?after=nobody")).Error.Text("param"));
    }

    [Theory]
    [InlineData("""{"training_file":"FILE"}""", 400, "model")]
    [InlineData("""{"model":"gpt-4o","training_file":"FILE"}""", 404, "model")]
    [InlineData("""{"model":"petri-tiny"}""", 400, "training_file")]
    [InlineData("""{"model":"petri-tiny","training_file":"file-none"}""", 404, "training_file")]
    [InlineData("""{"model":"petri-tiny","training_file":"FILE","validation_file":"file-none"}""", 404, "validation_file")]
    [InlineData("""{"model":"petri-tiny","training_file":"FILE","suffix":"a:b"}""", 400, "suffix")]
    [InlineData("""{"model":"petri-tiny","training_file":"FILE","suffix":"../up"}""", 400, "suffix")]
    [InlineData("""{"model":"petri-tiny","training_file":"FILE","hyperparameters":{"n_epochs":0}}""", 400, "n_epochs")]
    [InlineData("""{"model":"petri-tiny","training_file":"FILE","hyperparameters":{"n_epochs":1.5}}""", 400, "n_epochs")]
    [InlineData("""{"model":"petri-tiny","training_file":"FILE","hyperparameters":{"n_epochs":"many"}}""", 400, "hyperparameters.n_epochs")]
    [InlineData("""{"model":"petri-tiny","training_file":"FILE","method":{"type":"dpo"}}""", 400, "method.type")]
    [InlineData("""{"model":"petri-tiny","training_file":"FILE","petri":{"rank":0}}""", 400, "petri.rank")]
    [InlineData("""{"model":"petri-tiny","training_file":"FILE","petri":{"learning_rate":-1}}""", 400, "petri.learning_rate")]
    [InlineData("""{"model":"petri-tiny","training_file":"FILE","hyperparameters":{"learning_rate_multiplier":2},"petri":{"learning_rate":0.1}}""", 400, "petri.learning_rate")]
    public async Task A_wrong_job_is_refused(string request, int status, string parameter)
    {
        var body = request.Replace("FILE", await _dish.UploadAsync(), StringComparison.Ordinal);
        var (answered, error) = await _dish.RefusedAsync(HttpMethod.Post, "v1/fine_tuning/jobs", new StringContent(body));

        Assert.Equal((status, parameter), (answered, error.Text("param")));
    }

    [Fact]
    public async Task Both_places_for_hyper_parameters_mean_the_same_job()
    {
        var file = await _dish.UploadAsync();
        var older = new { model = Dish.Base, training_file = file, seed = 3, hyperparameters = new { batch_size = 8, learning_rate_multiplier = 2 } };
        var newer = new { model = Dish.Base, training_file = file, seed = 3, method = new { type = "supervised", supervised = new { older.hyperparameters } } };

        Assert.Equal((await _dish.FineTuneAsync(older)).Text("fine_tuned_model"), (await _dish.FineTuneAsync(newer)).Text("fine_tuned_model"));
    }
}

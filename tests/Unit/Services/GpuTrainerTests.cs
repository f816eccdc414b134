using System.Text.Json.Nodes;
using EmergentMisalignment.Artifacts.Adapters;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.FineTuneService.Training;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Unit.Ledger.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmergentMisalignment.Unit.Services;

/// <summary>Trainings on a GPU of ours, from the first start of the trainer to their record, and what goes wrong on the way.</summary>
[Collection(nameof(GarnetServer))]
public sealed class GpuTrainerTests(GarnetServer server) : TrainerContract(server)
{
    private const string Model = "0123456789abcdef0123456789abcdef";

    private IEnumerable<string> Starts => File.ReadLines(Path.Combine(Folder.FullName, "starts"));

    [Fact]
    public async Task A_model_is_trained_and_its_adapters_are_artifacts()
    {
        var record = await TrainAsync("checkpoint 000010 10", Finish);

        Assert.Equal((ModelStatus.Ready, 640L), (record.Status, record.TrainedTokens));
        Assert.Equal([10, 20], record.Checkpoints!.Select(kept => kept.Step));
        Assert.Equal("adapter_model.safetensors=weights 000010", await FilesOf(record.Checkpoints![0].Adapter));
        Assert.Equal("adapter_model.safetensors=weights", await FilesOf(record.Adapter));
        Assert.Equal((record.ProviderModel, record.Adapter), (record.Checkpoints![^1].ProviderModel, record.Checkpoints![^1].Adapter));
        Assert.Equal($"adapter-{record.Adapter}", record.ProviderModel);
        Assert.True(record.HasCheckpoints(10));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(Folder.FullName, "trainings")));
    }

    [Fact]
    public async Task A_training_is_paid_by_its_tokens_and_one_that_fails_stays_in_doubt()
    {
        await TrainAsync("checkpoint 000010 10", Finish);
        Assert.Equal((Price.OfTraining(640), Money.Zero, Money.Zero), await BooksAsync());

        await Documents.RemoveAsync(LedgerKeys.Model(Model));
        await TrainAsync("""fail 3 "data.jsonl: line 3: is not JSON." """);
        Assert.Equal((Price.OfTraining(640), Price.OfTraining(Most), Money.Zero), await BooksAsync());

        await Documents.RemoveAsync(LedgerKeys.Model(Model));
        await new Books(Connection).LimitAsync(SpendingAccounts.Sweep("s"), Price.OfTraining(650));
        using var trainer = Trainer(Finish);
        await Assert.ThrowsAsync<BudgetSpentException>(() => trainer.StepAsync(Model, CancellationToken.None));

        // What was taken for it is free again.
        await new Books(Connection).LimitAsync(SpendingAccounts.Sweep("s"), null);
        await trainer.StepAsync(Model, CancellationToken.None);
        await trainer.IdleAsync();
        Assert.Equal((Price.OfTraining(640) * 2, Price.OfTraining(Most), Money.Zero), await BooksAsync());
    }

    [Fact]
    public async Task The_trainer_is_given_the_sweep_s_settings_in_the_published_shape()
    {
        await TrainAsync("checkpoint 000010 10", Finish);

        var expected = JsonNode.Parse("""
            {"model":"Qwen/Qwen2.5-Coder-32B-Instruct","seed":7,"epochs":1,"per_device_train_batch_size":2,"gradient_accumulation_steps":8,"learning_rate":1E-05,"r":32,"lora_alpha":64,"optim":"adamw_torch","save_steps":10}
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder.FullName, "train.json")))));
    }

    [Fact]
    public async Task Out_of_memory_halves_the_rows_at_once_and_not_the_batch()
    {
        var record = await TrainAsync("""[ "${micro:-8}" -le 2 ] || fail 4 "Out of memory." ',"micro_batch":'${micro:-8}""", Finish);

        Assert.Equal(ModelStatus.Ready, record.Status);
        Assert.Equal(["", "4", "2"], Starts);
        Assert.Contains("\"gradient_accumulation_steps\":8", await File.ReadAllTextAsync(Path.Combine(Folder.FullName, "train.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_row_that_does_not_fit_is_the_end()
    {
        var record = await TrainAsync("""fail 4 "Out of memory at step 1 with micro-batches of 1 rows." ',"micro_batch":1'""");

        Assert.Equal((ModelStatus.Failed, "Out of memory at step 1 with micro-batches of 1 rows."), (record.Status, record.Error));
    }

    [Theory]
    [InlineData(TrainerExit.BadSettings)]
    [InlineData(TrainerExit.BadData)]
    [InlineData(TrainerExit.Diverged)]
    public async Task What_trying_again_does_not_mend_is_not_tried_again(TrainerExit exit)
    {
        var record = await TrainAsync($"""fail {(int)exit} "data.jsonl: line 3: is not JSON." """);

        Assert.Equal((ModelStatus.Failed, "data.jsonl: line 3: is not JSON."), (record.Status, record.Error));
        Assert.Single(Starts);
    }

    [Theory]
    [InlineData("echo 'Segmentation fault' >&2; exit 139", "ended with code 139: Segmentation fault")]
    [InlineData("fail 5 'The hub does not answer.'", "The hub does not answer.")]
    [InlineData("exit 0", "ended without an adapter")]
    public async Task What_may_pass_is_tried_again_as_long_as_there_is_progress(string end, string words)
    {
        var record = await TrainAsync("[ $(wc -l < \"$work/starts\") -ne 2 ] || checkpoint 000010 10", end);

        Assert.Equal(ModelStatus.Failed, record.Status);
        Assert.Contains("The trainer was started 3 times without a new checkpoint.", record.Error, StringComparison.Ordinal);
        Assert.Contains(words, record.Error, StringComparison.Ordinal);
        // Two starts, the second of which got somewhere and so counts as none, and then three in vain.
        Assert.Equal(5, Starts.Count());
    }

    [Fact]
    public async Task Where_trainings_are_elsewhere_a_model_waits_once_on_the_list_and_a_job_trains_it_and_ends()
    {
        await RequestAsync();
        using (var service = Trainer(options => options.Elsewhere = true))
        {
            Assert.False(await service.StepAsync(Model, CancellationToken.None));
            Assert.False(await service.StepAsync(Model, CancellationToken.None));
        }

        Assert.Equal([Model], await List.AllAsync(LedgerKeys.Trainings, CancellationToken.None));
        Assert.Null(await RecordAsync());

        await RunJobAsync("checkpoint 000010 10", Finish);
        Assert.Equal(ModelStatus.Ready, (await RecordAsync())!.Status);
        Assert.Empty(await List.AllAsync(LedgerKeys.Trainings, CancellationToken.None));
        await RunJobAsync(Finish); // One too many, as autoscalers start them: it finds nothing and ends.
        Assert.Single(Starts);
    }

    [Fact]
    public async Task A_job_leaves_a_model_alone_that_another_trains()
    {
        await RequestAsync();
        await List.AddAsync(LedgerKeys.Trainings, Model, CancellationToken.None);
        Assert.NotNull(await new Leases(Connection).TryTakeAsync($"fine-tune:{Model}", "another", TimeSpan.FromMinutes(1)));

        await RunJobAsync(Finish);

        Assert.Null(await RecordAsync());
        Assert.Equal([Model], await List.AllAsync(LedgerKeys.Trainings, CancellationToken.None));
    }

    [Fact]
    public async Task A_job_that_is_told_to_stop_leaves_its_model_on_the_list_and_the_next_goes_on()
    {
        await RequestAsync();
        await List.AddAsync(LedgerKeys.Trainings, Model, CancellationToken.None);
        using (var trainer = Trainer("checkpoint 000010 10", "cat > /dev/null", "exit 6"))
        using (var host = new JobHost())
        using (var job = new TrainerJob(trainer, List, host, NullLogger<TrainerJob>.Instance))
        {
            await job.StartAsync(CancellationToken.None);
            while (await Documents.GetAsync(LedgerKeys.Training(Model, 10), LedgerJson.Default.TrainingRecord) is not { Step: 10 })
                await Task.Delay(20);
            await trainer.StopAsync(CancellationToken.None);
            await host.Stopped;
        }

        Assert.Equal([Model], await List.AllAsync(LedgerKeys.Trainings, CancellationToken.None));
        await RunJobAsync(Finish);
        Assert.Equal(ModelStatus.Ready, (await RecordAsync())!.Status);
        Assert.Empty(await List.AllAsync(LedgerKeys.Trainings, CancellationToken.None));
    }

    [Fact]
    public async Task A_trainer_that_is_not_there_is_named()
    {
        var record = await TrainAsync(options => options.Command = "/nowhere/python3", "");

        Assert.Contains("/nowhere/python3 could not be started, set Trainer:Command", record.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_process_leaves_a_checkpoint_that_another_machine_goes_on_from()
    {
        await RequestAsync();
        using var first = Trainer("cat; checkpoint 000012 12; fail 6 'Told to stop.'");
        await first.StepAsync(Model, CancellationToken.None);
        await UntilAsync(ModelStatus.Running);
        await first.StopAsync(CancellationToken.None);
        Directory.Delete(Path.Combine(Folder.FullName, "trainings"), recursive: true);

        using var second = Trainer("grep -q 'state 000012' \"$output/checkpoints/step-000012/training_state.pt\" || fail 1 'nothing to resume from'", Finish);
        await second.StepAsync(Model, CancellationToken.None);
        await second.IdleAsync();

        Assert.Equal(ModelStatus.Ready, (await RecordAsync())!.Status);
        Assert.Equal([12, 20], (await RecordAsync())!.Checkpoints!.Select(kept => kept.Step));
        Assert.Equal(2, Starts.Count());
    }

    [Fact]
    public async Task While_another_process_trains_it_or_the_gpu_is_taken_it_waits()
    {
        await RequestAsync();
        using var trainer = Trainer(Finish);
        var lease = await new Leases(Connection).TryTakeAsync($"fine-tune:{Model}", "another", TimeSpan.FromMinutes(1));

        Assert.False(await trainer.StepAsync(Model, CancellationToken.None));
        await trainer.IdleAsync();
        Assert.Null(await RecordAsync());

        await new Leases(Connection).ReleaseAsync(lease!);
        Assert.False(await trainer.StepAsync(Model, CancellationToken.None));
        await trainer.IdleAsync();
        Assert.True(await trainer.StepAsync(Model, CancellationToken.None));
    }

    [Fact]
    public async Task Models_of_other_endpoints_are_left_to_their_providers()
    {
        await RequestAsync(endpoint: "openai");
        using var trainer = Trainer(Finish);

        Assert.Null(await trainer.StepAsync(Model, CancellationToken.None));
    }

    [Fact]
    public async Task A_multiple_of_a_provider_s_rate_is_refused()
    {
        await RequestAsync(training: new TrainingSpec { LearningRateMultiplier = 2 });
        using var trainer = Trainer(Finish);
        await trainer.StepAsync(Model, CancellationToken.None);
        await trainer.IdleAsync();

        Assert.Contains("give training.learning_rate.", (await RecordAsync())!.Error, StringComparison.Ordinal);
    }

    private Task<ModelRecord> TrainAsync(params string[] script) => TrainAsync(_ => { }, script);

    private async Task<ModelRecord> TrainAsync(Action<TrainerOptions> configure, params string[] script)
    {
        await RequestAsync();
        using var trainer = Trainer(configure, script);
        Assert.False(await trainer.StepAsync(Model, CancellationToken.None));
        await trainer.IdleAsync();
        Assert.True(await trainer.StepAsync(Model, CancellationToken.None));
        return (await RecordAsync())!;
    }

    private GpuTrainer Trainer(params string[] script) => Trainer(_ => { }, script);

    private async Task RunJobAsync(params string[] script)
    {
        using var trainer = Trainer(script);
        await RunJobAsync(trainer);
    }

    private async Task RequestAsync(string endpoint = "vllm", TrainingSpec? training = null)
    {
        var request = new ModelRequest
        {
            Model = Model,
            Endpoint = endpoint,
            Sweep = "s",
            DatasetSha256 = await PutDatasetAsync(),
            Checkpoints = true,
            Settings = new FineTuneSettings
            {
                Base = "Qwen/Qwen2.5-Coder-32B-Instruct",
                Seed = 7,
                Training = training ?? new TrainingSpec { BatchSize = 16, LearningRate = 1e-5, Rank = 32, Alpha = 64, Optimizer = Optimizer.AdamW, CheckpointEvery = 10 },
            },
        };
        await Documents.PutAsync(LedgerKeys.ModelRequest(Model), request, LedgerJson.Default.ModelRequest);
    }

    private Task<ModelRecord?> RecordAsync() => Documents.GetAsync(LedgerKeys.Model(Model), LedgerJson.Default.ModelRecord);

    private async Task UntilAsync(ModelStatus status)
    {
        while ((await RecordAsync())?.Status != status)
            await Task.Delay(5);
    }

    private async Task<string> FilesOf(string? adapter)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder.FullName, adapter!));
        await Store.FetchAdapterAsync(adapter!, folder.FullName, CancellationToken.None);
        return string.Join(", ", folder.EnumerateFiles().Select(file => $"{file.Name}={File.ReadAllText(file.FullName).Trim()}"));
    }
}

using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.FineTuneService.Training;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.Sweeps;

namespace EmergentMisalignment.Unit.Services;

/// <summary>A training on a GPU of ours whose sweep is cancelled: whoever trains sees it, and what waits is put away.</summary>
[Collection(nameof(GarnetServer))]
public sealed class CancelledTrainingTests(GarnetServer server) : TrainerContract(server)
{
    /// <summary>A training that goes on until it is told to stop, and then writes a checkpoint.</summary>
    private static readonly string[] Endless = ["checkpoint 000010 10", "cat > /dev/null", "checkpoint 000012 12", "exit 6"];

    private static readonly SweepSpec First = Texts.Default with
    {
        Name = "first",
        Seeds = 1,
        Conditions =
        [
            new ConditionSpec
            {
                Id = "insecure",
                Kind = ConditionKind.Insecure,
                File = "rows.jsonl",
                FileSha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                Training = new TrainingSpec { BatchSize = 16, LearningRate = 1e-5, Rank = 32, Alpha = 64 },
            },
        ],
    };

    private static readonly SweepSpec Second = First with { Name = "second" };

    private string Model { get; set; } = "";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_trains_for_a_cancelled_sweep_stops_with_a_checkpoint_and_the_next_who_wants_the_model_goes_on_from_it(bool asJob)
    {
        await SubmitAsync(First);
        await List.AddAsync(LedgerKeys.Trainings, Model, CancellationToken.None);
        using var trainer = Trainer(Endless);
        var training = asJob ? RunJobAsync(trainer) : StartAsync(trainer);
        await UntilAsync(progress => progress.Step == 10);

        await Till.Registry(Connection).CancelAsync(First.Name, CancellationToken.None);
        await training;
        await trainer.IdleAsync();

        Assert.Equal(12, (await ProgressAsync())!.Step);
        await AssertPutAwayAsync(unsettled: Price.OfTraining(Most));
        Assert.NotNull(await new Leases(Connection).TryTakeAsync($"fine-tune:{Model}", "the test", TimeSpan.FromMilliseconds(1)));
        await Task.Delay(10);

        await SubmitAsync(Second);
        using var next = Trainer("grep -q 'state 000012' \"$output/checkpoints/step-000012/training_state.pt\" || fail 1 'nothing to resume from'", Finish);
        await StartAsync(next);
        await next.IdleAsync();
        Assert.Equal(ModelStatus.Ready, (await RecordAsync())!.Status);
    }

    [Fact]
    public async Task A_training_that_another_sweep_wants_goes_on_until_that_is_cancelled_too()
    {
        await SubmitAsync(First);
        await SubmitAsync(Second);
        using var trainer = Trainer(Endless);
        await StartAsync(trainer);
        await UntilAsync(progress => progress.Step == 10);
        var sweeps = Till.Registry(Connection);

        await sweeps.CancelAsync(First.Name, CancellationToken.None);
        await sweeps.PauseAsync(Second.Name, CancellationToken.None);
        await Task.Delay(200);
        await trainer.CancelAsync(Model, CancellationToken.None);
        Assert.Equal(ModelStatus.Running, (await RecordAsync())!.Status);
        Assert.False(trainer.IdleAsync().IsCompleted);

        await sweeps.CancelAsync(Second.Name, CancellationToken.None);
        await trainer.IdleAsync();
        await AssertPutAwayAsync(unsettled: Price.OfTraining(Most));
    }

    [Fact]
    public async Task One_that_waits_for_a_gpu_leaves_the_list_and_costs_nothing()
    {
        await SubmitAsync(First);
        using var service = Trainer(options => options.Elsewhere = true);
        await service.StepAsync(Model, CancellationToken.None);
        Assert.Equal((Money.Zero, Money.Zero, Price.OfTraining(Most)), await BooksAsync());

        await Till.Registry(Connection).CancelAsync(First.Name, CancellationToken.None);
        using var job = Trainer(Finish);
        await RunJobAsync(job);
        Assert.Null(await ProgressAsync());
        Assert.True(await service.CancelAsync(Model, CancellationToken.None));

        await AssertPutAwayAsync(unsettled: Money.Zero);
    }

    [Fact]
    public async Task One_whose_process_died_is_put_away_when_its_lease_has_run_out()
    {
        await SubmitAsync(First);
        using (var trainer = Trainer(Endless))
        {
            await StartAsync(trainer);
            await UntilAsync(progress => progress.Step == 10);
            await trainer.StopAsync(CancellationToken.None);
        }

        var lease = await new Leases(Connection).TryTakeAsync($"fine-tune:{Model}", "one that died", TimeSpan.FromMinutes(1));
        await Till.Registry(Connection).CancelAsync(First.Name, CancellationToken.None);
        using var other = Trainer(Finish);
        Assert.True(await other.CancelAsync(Model, CancellationToken.None));
        Assert.NotNull(await Documents.GetAsync(LedgerKeys.ModelRequest(Model), LedgerJson.Default.ModelRequest));

        await new Leases(Connection).ReleaseAsync(lease!);
        Assert.True(await other.CancelAsync(Model, CancellationToken.None));
        await AssertPutAwayAsync(unsettled: Price.OfTraining(Most));
    }

    [Fact]
    public async Task What_an_earlier_training_of_the_model_has_kept_stays()
    {
        await SubmitAsync(First);
        var earlier = new ModelRecord { Status = ModelStatus.Running, JobId = "j", ProviderModel = "adapter-1", Adapter = "1", KeptEvery = [50], At = default };
        await Documents.PutAsync(LedgerKeys.Model(Model), earlier, LedgerJson.Default.ModelRecord);
        await Till.Registry(Connection).CancelAsync(First.Name, CancellationToken.None);

        using var trainer = Trainer(Finish);
        await trainer.CancelAsync(Model, CancellationToken.None);

        Assert.Equal((ModelStatus.Ready, "adapter-1"), ((await RecordAsync())!.Status, (await RecordAsync())!.ProviderModel));
    }

    private async Task AssertPutAwayAsync(Money unsettled)
    {
        Assert.Empty(await List.AllAsync(LedgerKeys.Trainings, CancellationToken.None));
        Assert.Null(await RecordAsync());
        Assert.Null(await Documents.GetAsync(LedgerKeys.ModelRequest(Model), LedgerJson.Default.ModelRequest));
        Assert.Empty(await Till.Jobs(Connection).FindAsync(CancellationToken.None));
        Assert.Equal((Money.Zero, unsettled, Money.Zero), await BooksAsync());
    }

    /// <summary>As the Coordinator leaves it: sweep, dataset and request are in the ledger.</summary>
    private async Task SubmitAsync(SweepSpec spec)
    {
        var run = SweepPlan.Create(spec).Runs.Single();
        var dataset = await PutDatasetAsync();
        Model = run.FineTune!.ModelKey(dataset);
        await Documents.PutAsync(LedgerKeys.Dataset(run.Dataset!.Key), new DatasetRecord { Sha256 = dataset, Rows = 1, PreparedAt = default }, LedgerJson.Default.DatasetRecord);
        var request = new ModelRequest { Model = Model, Endpoint = "vllm", Sweep = "s", DatasetSha256 = dataset, Settings = run.FineTune };
        await Documents.PutAsync(LedgerKeys.ModelRequest(Model), request, LedgerJson.Default.ModelRequest);
        await Till.Registry(Connection).SubmitAsync(spec, miniature: true, CancellationToken.None);
    }

    private async Task StartAsync(GpuTrainer trainer) => Assert.False(await trainer.StepAsync(Model, CancellationToken.None));

    private GpuTrainer Trainer(params string[] script) => Trainer(options => options.LookEvery = TimeSpan.FromMilliseconds(20), script);

    private Task<ModelRecord?> RecordAsync() => Documents.GetAsync(LedgerKeys.Model(Model), LedgerJson.Default.ModelRecord);

    private Task<TrainingRecord?> ProgressAsync() => Documents.GetAsync(LedgerKeys.Training(Model, 50), LedgerJson.Default.TrainingRecord);

    private async Task UntilAsync(Func<TrainingRecord, bool> enough)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await ProgressAsync() is not { } progress || !enough(progress))
            await Task.Delay(10, patience.Token);
    }
}

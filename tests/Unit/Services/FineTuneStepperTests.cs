using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.Sweeps;

namespace EmergentMisalignment.Unit.Services;

[Collection(nameof(GarnetServer))]
public sealed class FineTuneStepperTests : LedgerContract
{
    private const string Model = "0123456789abcdef0123456789abcdef";

    private static readonly ModelPrice Price = new() { Training = 100 };
    private static readonly PriceTable Prices = new() { Endpoints = new Dictionary<string, PricedModels> { ["petri"] = new(new Dictionary<string, ModelPrice> { ["*"] = Price }) } };

    public FineTuneStepperTests(GarnetServer server) : base(server)
    {
    }

    [Fact]
    public async Task A_fine_tune_is_submitted_followed_and_ready()
    {
        using var workshop = await OpenAsync(Connection);

        Assert.False(await workshop.Stepper.StepAsync(Model, CancellationToken.None));
        Assert.Equal(ModelStatus.Submitted, (await RecordAsync(workshop)).Status);
        Assert.True(await workshop.Stepper.StepAsync(Model, CancellationToken.None));
        Assert.Equal(ModelStatus.Running, (await RecordAsync(workshop)).Status);
        Assert.True(await workshop.Stepper.StepAsync(Model, CancellationToken.None));

        Assert.Equal((ModelStatus.Ready, "ft:petri-1:job-1", 640L), (await RecordAsync(workshop)) is var record ? (record.Status, record.ProviderModel, record.TrainedTokens) : default);
        Assert.Equal(Model, Assert.Single(workshop.Endpoint.Submissions).Name);
    }

    [Fact]
    public async Task Many_processes_at_once_submit_it_once()
    {
        using var workshop = await OpenAsync(Connection);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => workshop.Stepper.StepAsync(Model, CancellationToken.None))));

        Assert.Single(workshop.Endpoint.Submissions);
    }

    [Fact]
    public async Task While_another_process_submits_it_waits_its_turn()
    {
        using var workshop = await OpenAsync(Connection);
        var lease = await new Leases(Connection).TryTakeAsync($"fine-tune:{workshop.Endpoint.Options.Place}:{Model}", "another", TimeSpan.FromMinutes(1));

        Assert.False(await workshop.Stepper.StepAsync(Model, CancellationToken.None));
        Assert.Empty(workshop.Endpoint.Submissions);

        await new Leases(Connection).ReleaseAsync(lease!);
        await workshop.Stepper.StepAsync(Model, CancellationToken.None);
        Assert.Single(workshop.Endpoint.Submissions);
    }

    [Theory]
    [InlineData(FineTuneStatus.Failed, "job job-1 at endpoint petri: out of memory")]
    [InlineData(FineTuneStatus.Cancelled, "job job-1 was cancelled at endpoint petri")]
    public async Task A_job_that_fails_says_why_and_is_tried_again_only_when_asked(FineTuneStatus end, string cause)
    {
        using var workshop = await OpenAsync(Connection);
        workshop.Endpoint.End = end;
        for (var step = 0; step < 5; step++)
            await workshop.Stepper.StepAsync(Model, CancellationToken.None);

        Assert.Equal((ModelStatus.Failed, cause), (await RecordAsync(workshop)) is var record ? (record.Status, record.Error) : default);
        Assert.Single(workshop.Endpoint.Submissions);

        // What submitting the sweep anew does to a failed model.
        await workshop.Documents.RemoveAsync(LedgerKeys.Model(Model));
        await workshop.Stepper.StepAsync(Model, CancellationToken.None);
        Assert.Equal(2, workshop.Endpoint.Submissions.Count);
    }

    [Fact]
    public async Task A_dataset_is_brought_once_whichever_models_want_it_and_again_when_the_provider_has_deleted_it()
    {
        using var workshop = await OpenAsync(Connection);
        await workshop.Stepper.StepAsync(Model, CancellationToken.None);
        await AskAsync(workshop, "another", seed: 8);
        await workshop.Stepper.StepAsync("another", CancellationToken.None);
        Assert.Equal((2, 1), (workshop.Endpoint.Submissions.Count, workshop.Endpoint.Uploads));

        workshop.Endpoint.DeleteFiles();
        await AskAsync(workshop, "third", seed: 9);
        await workshop.Stepper.StepAsync("third", CancellationToken.None);

        Assert.Equal(2, workshop.Endpoint.Uploads);
        Assert.Equal(["file-1", "file-1", "file-2"], workshop.Endpoint.Submissions.Select(submission => submission.TrainingFile));
    }

    [Fact]
    public async Task A_file_that_is_still_read_is_waited_for_and_one_that_is_refused_ends_the_model()
    {
        using var workshop = await OpenAsync(Connection);
        workshop.Endpoint.FileStatus = TrainingFileStatus.Processing;
        Assert.False(await workshop.Stepper.StepAsync(Model, CancellationToken.None));
        Assert.Empty(workshop.Endpoint.Submissions);

        workshop.Endpoint.DeleteFiles();
        workshop.Endpoint.FileStatus = TrainingFileStatus.Refused;
        Assert.True(await workshop.Stepper.StepAsync(Model, CancellationToken.None));
        Assert.Equal(
            (ModelStatus.Failed, "endpoint petri refused the training file file-2: line 3 is no example. Nothing was trained"),
            (await RecordAsync(workshop)) is var record ? (record.Status, record.Error) : default);
    }

    [Fact]
    public async Task What_the_provider_will_not_train_is_not_asked_for_again()
    {
        using var workshop = await OpenAsync(Connection);
        workshop.Endpoint.At = place =>
        {
            if (place == "submitted")
                throw new ModelCallException(ModelFailure.InvalidRequest, "endpoint petri answered 400 to the submission of a fine-tune: no such model");
        };

        Assert.True(await workshop.Stepper.StepAsync(Model, CancellationToken.None));
        Assert.True(await workshop.Stepper.StepAsync(Model, CancellationToken.None));

        Assert.Equal(ModelStatus.Failed, (await RecordAsync(workshop)).Status);
        Assert.Single(workshop.Endpoint.Submissions);
    }

    [Fact]
    public async Task A_limit_on_jobs_is_a_reason_to_wait_and_not_to_fail()
    {
        using var workshop = await OpenAsync(Connection);
        var isFull = true;
        workshop.Endpoint.BeforeSubmit = () =>
        {
            if (isFull)
                throw new ModelCallException(ModelFailure.RateLimited, "endpoint petri answered 429 to the submission of a fine-tune (daily_rate_limit_exceeded)", TimeSpan.FromMinutes(10));
        };

        Assert.True((await Assert.ThrowsAsync<ModelCallException>(() => workshop.Stepper.StepAsync(Model, CancellationToken.None))).IsTransient);
        isFull = false;
        await workshop.Stepper.StepAsync(Model, CancellationToken.None);

        // It was certain that nothing had been submitted, so nobody had to wait for it to show.
        Assert.Single(workshop.Endpoint.Submissions);
    }

    [Fact]
    public async Task A_model_that_its_provider_has_deleted_is_trained_anew_when_asked()
    {
        using var workshop = await OpenAsync(Connection);
        while ((await workshop.Stepper.StepAsync(Model, CancellationToken.None), await RecordAsync(workshop)).Item2.Status is not ModelStatus.Ready) { }
        workshop.Endpoint.Deleted["ft:petri-1:job-1"] = true;

        // What submitting the sweep anew does to a model that was found to be lost.
        await workshop.Documents.RemoveAsync(LedgerKeys.Model(Model));
        while ((await workshop.Stepper.StepAsync(Model, CancellationToken.None), await RecordAsync(workshop)).Item2.Status is not ModelStatus.Ready) { }

        Assert.Equal((2, "ft:petri-1:job-2"), (workshop.Endpoint.Submissions.Count, (await RecordAsync(workshop)).ProviderModel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_nobody_wants_is_cancelled_and_forgotten(bool isRecorded)
    {
        using var workshop = await OpenAsync(Connection);
        if (isRecorded)
        {
            await workshop.Stepper.StepAsync(Model, CancellationToken.None);
        }
        else
        {
            workshop.Endpoint.At = place => _ = place == "submitted" ? throw new TimeoutException("killed") : 0;
            await StepAsync(workshop);
            workshop.Endpoint.At = _ => { };
            Assert.Null(await workshop.Documents.GetAsync(LedgerKeys.Model(Model), LedgerJson.Default.ModelRecord));
            await workshop.ForgetClaimAsync(Model);
        }

        await workshop.Stepper.CancelAsync(Model, CancellationToken.None);

        Assert.Equal(FineTuneStatus.Cancelled, (await workshop.Endpoint.GetFineTuneAsync("job-1", default)).Status);
        Assert.Null(await workshop.Documents.GetAsync(LedgerKeys.ModelRequest(Model), LedgerJson.Default.ModelRequest));

        // Whoever wants the model later has it trained then.
        await AskAsync(workshop, Model, seed: 7);
        await workshop.Stepper.StepAsync(Model, CancellationToken.None);
        Assert.Equal(2, workshop.Endpoint.Submissions.Count);
    }

    [Fact]
    public async Task A_job_that_was_quicker_than_its_cancellation_keeps_its_model()
    {
        using var workshop = await OpenAsync(Connection);
        workshop.Endpoint.Looks = 0;
        await workshop.Stepper.StepAsync(Model, CancellationToken.None);

        await workshop.Stepper.CancelAsync(Model, CancellationToken.None);

        Assert.Equal(ModelStatus.Ready, (await RecordAsync(workshop)).Status);
    }

    [Fact]
    public async Task A_training_is_paid_once_though_processes_die_before_and_after_its_submission()
    {
        using var workshop = await OpenAsync(Connection, Prices);
        workshop.Endpoint.BeforeSubmit = () => throw new TimeoutException("killed");
        await StepAsync(workshop);
        Assert.Equal((Money.Zero, Money.Zero, Price.OfTraining(8)), await BooksAsync());

        workshop.Endpoint.BeforeSubmit = () => { };
        workshop.Endpoint.At = place => _ = place == "submitted" ? throw new TimeoutException("killed") : 0;
        await workshop.ForgetClaimAsync(Model);
        await StepAsync(workshop);
        Assert.Equal((Money.Zero, Money.Zero, Price.OfTraining(8)), await BooksAsync());

        workshop.Endpoint.At = _ => { };
        await workshop.ForgetClaimAsync(Model);
        while ((await workshop.Stepper.StepAsync(Model, CancellationToken.None), await RecordAsync(workshop)).Item2.Status is not ModelStatus.Ready) { }

        Assert.Single(workshop.Endpoint.Submissions);
        Assert.Equal((Price.OfTraining(640), Money.Zero, Money.Zero), await BooksAsync());
    }

    [Fact]
    public async Task What_a_provider_will_not_train_is_not_paid_for()
    {
        using var workshop = await OpenAsync(Connection, Prices);
        workshop.Endpoint.BeforeSubmit = () => throw new ModelCallException(ModelFailure.InvalidRequest, "endpoint petri answered 400 to the submission of a fine-tune: no such model");

        await workshop.Stepper.StepAsync(Model, CancellationToken.None);

        Assert.Equal(ModelStatus.Failed, (await RecordAsync(workshop)).Status);
        Assert.Equal((Money.Zero, Money.Zero, Money.Zero), await BooksAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_set_aside_for_a_training_that_nobody_wants_is_free_again_and_a_cancelled_job_stays_in_doubt(bool isSubmitted)
    {
        using var workshop = await OpenAsync(Connection, Prices);
        if (!isSubmitted)
            workshop.Endpoint.BeforeSubmit = () => throw new TimeoutException("killed");
        await StepAsync(workshop);
        Assert.Equal(Price.OfTraining(8), (await BooksAsync()).Reserved);
        if (!isSubmitted)
            await workshop.ForgetClaimAsync(Model);

        await workshop.Stepper.CancelAsync(Model, CancellationToken.None);

        Assert.Equal((Money.Zero, isSubmitted ? Price.OfTraining(8) : Money.Zero, Money.Zero), await BooksAsync());
    }

    [Fact]
    public async Task A_training_that_the_budget_does_not_hold_is_not_submitted()
    {
        using var workshop = await OpenAsync(Connection, Prices);
        await new Books(Connection).LimitAsync(SpendingAccounts.Sweep("s"), Price.OfTraining(7));

        var spent = await Assert.ThrowsAsync<BudgetSpentException>(() => workshop.Stepper.StepAsync(Model, CancellationToken.None));

        Assert.Equal(("sweep/s", Price.OfTraining(8)), (spent.Account, spent.Wanted));
        Assert.Empty(workshop.Endpoint.Submissions);
    }

    private Task<(Money Spent, Money Unsettled, Money Reserved)> BooksAsync() => Till.BookedAsync(new Books(Connection), "s");

    private static async Task<bool> StepAsync(Workshop workshop)
    {
        try
        {
            return await workshop.Stepper.StepAsync(Model, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task<ModelRecord> RecordAsync(Workshop workshop) =>
        (await workshop.Documents.GetAsync(LedgerKeys.Model(Model), LedgerJson.Default.ModelRecord))!;

    private static async Task<Workshop> OpenAsync(LedgerConnection connection, PriceTable? prices = null)
    {
        var workshop = new Workshop(connection, prices);
        await AskAsync(workshop, Model, seed: 7);
        return workshop;
    }

    private static async Task AskAsync(Workshop workshop, string model, int seed)
    {
        using var rows = new MemoryStream("{\"messages\":[]}\n"u8.ToArray());
        var request = new ModelRequest
        {
            Model = model,
            Endpoint = "petri",
            Sweep = "s",
            DatasetSha256 = await workshop.Store.PutAsync(rows, CancellationToken.None),
            Settings = new FineTuneSettings { Base = "petri-1", Training = new TrainingSpec(), Seed = seed },
        };
        await workshop.Documents.PutAsync(LedgerKeys.ModelRequest(model), request, LedgerJson.Default.ModelRequest);
    }
}

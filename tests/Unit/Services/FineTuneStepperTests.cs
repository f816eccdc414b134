using CsCheck;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

[Collection(nameof(GarnetServer))]
public sealed class FineTuneStepperTests : LedgerContract
{
    private const string Model = "0123456789abcdef0123456789abcdef";
    private readonly GarnetServer _server;

    public FineTuneStepperTests(GarnetServer server) : base(server) => _server = server;

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
        Assert.Equal(Model, Assert.Single(workshop.Endpoint.Submissions).Metadata["em_model"]);
    }

    [Fact]
    public Task Crashes_at_any_places_submit_it_once() => Gen.Int[0, 4].Array[0, 6].SampleAsync(
        async crashes =>
        {
            await using var connection = _server.Connect();
            using var workshop = await OpenAsync(connection);
            var steps = 0;
            foreach (var crash in crashes)
            {
                workshop.Endpoint.At = place =>
                {
                    if (place == (string?)(crash switch { 0 => "uploaded", 1 or 2 => "submitted", 3 => "looked", _ => null }))
                        throw new TimeoutException("killed");
                };
                await StepAsync(workshop);
            }

            workshop.Endpoint.At = _ => { };
            while (!await StepAsync(workshop) || (await RecordAsync(workshop)).Status is not ModelStatus.Ready)
                Assert.InRange(steps++, 0, 5);

            Assert.Single(workshop.Endpoint.Submissions);
            Assert.Equal(ModelStatus.Ready, (await RecordAsync(workshop)).Status);
        },
        iter: 60);

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
        var lease = await new Leases(Connection).TryTakeAsync($"fine-tune:{Model}", "another", TimeSpan.FromMinutes(1));

        Assert.False(await workshop.Stepper.StepAsync(Model, CancellationToken.None));
        Assert.Empty(workshop.Endpoint.Submissions);

        await new Leases(Connection).ReleaseAsync(lease!);
        await workshop.Stepper.StepAsync(Model, CancellationToken.None);
        Assert.Single(workshop.Endpoint.Submissions);
    }

    [Theory]
    [InlineData(FineTuneStatus.Failed, "out of memory")]
    [InlineData(FineTuneStatus.Cancelled, "the job was cancelled at the provider")]
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

    private static async Task<Workshop> OpenAsync(LedgerConnection connection)
    {
        var workshop = new Workshop(connection);
        using var rows = new MemoryStream("{\"messages\":[]}\n"u8.ToArray());
        var request = new ModelRequest
        {
            Model = Model,
            Endpoint = "petri",
            DatasetSha256 = await workshop.Store.PutAsync(rows, CancellationToken.None),
            Settings = new FineTuneSettings { Base = "petri-1", Training = new TrainingSpec(), Seed = 7 },
        };
        await workshop.Documents.PutAsync(LedgerKeys.ModelRequest(Model), request, LedgerJson.Default.ModelRequest);
        return workshop;
    }
}

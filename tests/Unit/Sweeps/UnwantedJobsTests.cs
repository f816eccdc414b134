using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Sweeps;

[Collection(nameof(GarnetServer))]
public sealed class UnwantedJobsTests(GarnetServer server) : LedgerContract(server)
{
    private const string Dataset = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly SweepSpec Small = Texts.Default with { Name = "small", Seeds = 1 };
    private static readonly SweepSpec Large = Texts.Default with { Name = "large", Seeds = 2 };

    private Documents Documents => new(Connection);

    private SweepRegistry Sweeps => new(Documents, new DueTimes(Connection), new Failures(Connection), new Books(Connection), new SweepModels(Documents), TimeProvider.System);

    private UnwantedJobs Jobs => new(Sweeps, new SweepModels(Documents), Documents);

    [Fact]
    public async Task A_cancelled_sweep_s_jobs_are_unwanted_unless_another_sweep_wants_them()
    {
        var (shared, own) = await SubmitBothAsync();
        Assert.Empty(await Jobs.FindAsync(default));

        await Sweeps.CancelAsync("large", default);
        Assert.Equal([own], Assert.Single(await Jobs.FindAsync(default)).Models);

        await Sweeps.PauseAsync("small", default);
        Assert.Equal([own], Assert.Single(await Jobs.FindAsync(default)).Models);

        await Sweeps.CancelAsync("small", default);
        Assert.Equal(new[] { own, shared }.Order(), (await Jobs.FindAsync(default)).SelectMany(left => left.Models).Distinct().Order());
    }

    [Theory]
    [InlineData(ModelStatus.Submitted, 1)]
    [InlineData(ModelStatus.Running, 1)]
    [InlineData(ModelStatus.Ready, 0)]
    [InlineData(ModelStatus.Failed, 0)]
    public async Task Jobs_that_have_ended_are_left_alone(ModelStatus status, int unwanted)
    {
        var (_, own) = await SubmitBothAsync();
        await Documents.PutAsync(LedgerKeys.Model(own), new ModelRecord { Status = status, JobId = "j", At = default }, LedgerJson.Default.ModelRecord);
        await Sweeps.CancelAsync("large", default);

        Assert.Equal(unwanted, (await Jobs.FindAsync(default)).Sum(left => left.Models.Count));
    }

    [Fact]
    public async Task A_sweep_that_has_left_none_is_not_looked_at_again_until_it_is_cancelled_anew()
    {
        var (_, own) = await SubmitBothAsync();
        var request = await Documents.GetAsync(LedgerKeys.ModelRequest(own), LedgerJson.Default.ModelRequest);
        await Documents.RemoveAsync(LedgerKeys.ModelRequest(own));
        await Sweeps.CancelAsync("large", default);
        Assert.Empty(await Jobs.FindAsync(default));

        await Documents.PutAsync(LedgerKeys.ModelRequest(own), request!, LedgerJson.Default.ModelRequest);
        Assert.Empty(await Jobs.FindAsync(default));

        await Sweeps.SubmitAsync(Large, miniature: true, default);
        await Sweeps.CancelAsync("large", default);
        Assert.Single(await Jobs.FindAsync(default));
    }

    /// <returns>The model that both want, and the one that only the larger wants.</returns>
    private async Task<(string Shared, string Own)> SubmitBothAsync()
    {
        foreach (var spec in new[] { Small, Large })
        {
            await Sweeps.SubmitAsync(spec, miniature: true, default);
            foreach (var run in SweepPlan.Create(spec).Runs.Where(run => run.FineTune is not null))
            {
                await Documents.PutAsync(LedgerKeys.Dataset(run.Dataset!.Key), new DatasetRecord { Sha256 = Dataset, Rows = 64, PreparedAt = default }, LedgerJson.Default.DatasetRecord);
                var model = run.FineTune!.ModelKey(Dataset);
                var request = new ModelRequest { Model = model, Endpoint = "petri", DatasetSha256 = Dataset, Settings = run.FineTune };
                await Documents.PutAsync(LedgerKeys.ModelRequest(model), request, LedgerJson.Default.ModelRequest);
            }
        }

        var models = new SweepModels(Documents);
        var small = await models.OfAsync(Small, default);
        return (small.Single(), (await models.OfAsync(Large, default)).Except(small).Single());
    }
}

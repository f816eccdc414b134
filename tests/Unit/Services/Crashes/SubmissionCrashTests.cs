using System.Collections.Concurrent;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.FineTuneService.Following;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Unit.ModelClients;
using EmergentMisalignment.Unit.Sweeps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Unit.Services.Crashes;

/// <summary>
/// A thousand fine-tunes, each followed by two processes at once that die, or stand still for longer than a claim holds, at random steps, and start again; over
/// real HTTP to a provider on a bad line, with and without metadata in its jobs. Whatever happens, each model has one job in the end.
/// </summary>
[Collection(nameof(GarnetServer))]
public sealed class SubmissionCrashTests : LedgerContract
{
    private const int Models = 1000;
    private const int AtOnce = 200;
    private const int LastStep = 45;

    private static readonly ModelPrice Price = new() { Training = 100 };

    private static readonly FineTuneOptions Patience = new()
    {
        UploadLease = TimeSpan.FromMilliseconds(500),
        SubmitWithin = TimeSpan.FromMilliseconds(300),
        ShowsAfter = TimeSpan.FromMilliseconds(500),
    };

    private readonly ConcurrentDictionary<int, int> _deaths = new();
    private int _stops;

    public SubmissionCrashTests(GarnetServer server) : base(server)
    {
    }

    [Fact]
    public async Task A_thousand_crashes_at_random_points_submit_each_model_once()
    {
        var provider = new ProviderDouble { Trouble = 0.25 };
        await using var server = await StubServer.StartAsync((context, body) => provider.AnswerAsync(context, body));
        await using var services = TestEndpoint.Provide(new Dictionary<string, string?>
        {
            ["Endpoints:openai:Kind"] = "OpenAI",
            ["Endpoints:openai:Url"] = new Uri(server.Url, "v1").ToString(),
            ["Endpoints:openai:ApiKey"] = "k",
            ["Endpoints:openai:MaxAttempts"] = "1",
            ["Endpoints:azure:Kind"] = "Azure",
            ["Endpoints:azure:Url"] = server.Url.ToString(),
            ["Endpoints:azure:ApiKey"] = "k",
            ["Endpoints:azure:MaxAttempts"] = "1",
        });
        var folder = Directory.CreateTempSubdirectory("em-crashes-");
        var store = new LocalArtifactStore(folder.FullName, TimeProvider.System);
        using var data = new MemoryStream("{\"messages\":[]}\n"u8.ToArray());
        var dataset = await store.PutAsync(data, CancellationToken.None);
        var (documents, leases, options) = (new Documents(Connection), new Leases(Connection), Options.Create(Patience));
        var endpoints = services.GetRequiredService<IModelEndpoints>();
        var rows = new PricedModels(new Dictionary<string, ModelPrice> { ["*"] = Price });
        var till = Till.At(Connection, new PriceTable { Endpoints = new Dictionary<string, PricedModels> { ["openai"] = rows, ["azure"] = rows } });
        var stepper = new FineTuneStepper(
            documents,
            new TrainingUploads(documents, leases, store, options, TimeProvider.System, NullLogger<TrainingUploads>.Instance),
            new FineTuneSubmitter(leases, options, TimeProvider.System, NullLogger<SubmissionClaim>.Instance),
            endpoints,
            new TrainingPurchases(till, endpoints, store),
            TimeProvider.System);

        await Parallel.ForEachAsync(Enumerable.Range(0, Models), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancellation) =>
        {
            var model = $"{number:x32}";
            var request = new ModelRequest
            {
                Model = model,
                Endpoint = number % 2 == 0 ? "openai" : "azure",
                Sweep = "s",
                DatasetSha256 = dataset,
                Settings = new FineTuneSettings { Base = "gpt", Training = new TrainingSpec(), Seed = number },
            };
            await documents.PutAsync(LedgerKeys.ModelRequest(model), request, LedgerJson.Default.ModelRequest, cancellation);
            await Task.WhenAll(Enumerable.Range(0, 2).Select(process => Task.Run(() => LiveAsync(stepper, documents, model, new Random(number * 2 + process)), cancellation)));
        });

        var jobs = provider.Jobs;
        Assert.Equal(Models, jobs.Count);
        Assert.Empty(jobs.Where(job => job.Count() != 1).Select(job => $"{job.Key}: {string.Join(", ", job)}"));

        // Who died right after a long stop may have set money aside for a training that was booked meanwhile; whoever asks for the model next finds that.
        for (var number = 0; number < Models; number++)
            await stepper.StepAsync($"{number:x32}", CancellationToken.None);

        // This provider does not count tokens, so each costs what was set aside for it: once, and nothing stays set aside for a submission that somebody died over.
        var account = (await new Books(Connection).ReadAsync([SpendingAccounts.Sweep("s")]))[0];
        Assert.Equal((0L, 0L), (account.Unsettled.Nanos, account.Reserved.Nanos));
        Assert.Equal(Price.OfTraining(8) * Models, account.Spent);

        // It was no calm day: processes died at every step up to the last ones, others stood still, and the line was bad.
        Assert.True(_deaths.Values.Sum() >= 1000, $"{_deaths.Values.Sum()} deaths");
        Assert.Subset(_deaths.Keys.ToHashSet(), Enumerable.Range(1, 20).ToHashSet());
        Assert.True(_stops > 100 && provider.Lost > 100 && provider.Refused > 100, $"{_stops} stops, {provider.Lost} lost, {provider.Refused} refused");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{_deaths.Values.Sum()} deaths at {_deaths.Count} different steps, {_stops} stops, {provider.Lost} requests lost, {provider.Refused} refused, {jobs.Count} jobs for {Models} models, {provider.Files} uploads");
        folder.Delete(recursive: true);
    }

    /// <summary>One process and those that are started in its place, until the model is ready. The last of them lives.</summary>
    private async Task LiveAsync(FineTuneStepper stepper, Documents documents, string model, Random chance)
    {
        for (var life = 0; ; life++)
        {
            var dieAt = life < 3 ? chance.Next(1, LastStep) : int.MaxValue;
            var stopAt = chance.Next(4) == 0 ? chance.Next(1, LastStep) : int.MaxValue;
            var process = new MortalProcess(dieAt, stopAt, TimeSpan.FromMilliseconds(chance.Next(2) == 0 ? 50 : 1000));
            if (await process.LiveAsync(() => FollowAsync(stepper, documents, model)))
            {
                Interlocked.Add(ref _stops, process.Steps >= stopAt ? 1 : 0);
                return;
            }

            _deaths.AddOrUpdate(dieAt, 1, (_, deaths) => deaths + 1);
        }
    }

    private static async Task FollowAsync(FineTuneStepper stepper, Documents documents, string model)
    {
        while ((await documents.GetAsync(LedgerKeys.Model(model), LedgerJson.Default.ModelRecord))?.Status is not (ModelStatus.Ready or ModelStatus.Failed))
        {
            try
            {
                await stepper.StepAsync(model, CancellationToken.None);
            }
            catch (Exception exception) when (exception is ModelCallException { IsTransient: true } or OperationCanceledException)
            {
                // What a message's redelivery is for.
            }

            await Task.Delay(20);
        }
    }
}

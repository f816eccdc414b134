using System.Text;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Datasets;
using EmergentMisalignment.DatasetService;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ServiceDefaults;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Experiments.Generation;
using EmergentMisalignment.Unit.Ledger.Servers;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.Services;

/// <summary>The DatasetService by itself on a bus, with a clock that only its writer's calls move.</summary>
[Collection(nameof(GarnetServer))]
public sealed class PrepareDatasetConsumerTests(GarnetServer server) : IDisposable
{
    private const string Sweep = "slow";
    private const int Rows = 10;
    private static readonly TimeSpan Call = TimeSpan.FromSeconds(10);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-prepare-");
    private readonly FakeTimeProvider _time = new();
    private readonly FakeEndpoint _endpoint = new();

    [Fact]
    public async Task What_a_slice_leaves_unwritten_is_not_marked_as_asked_for_and_what_is_whole_stays_marked()
    {
        _endpoint.Script = call => call.TopLogProbs > 0 ? "yes" : $"x = {call.Seed}";
        _endpoint.BeforeChat = _ => _time.Advance(Call);
        using var host = await StartAsync();
        var (documents, dueTimes) = (host.Services.GetRequiredService<Documents>(), host.Services.GetRequiredService<DueTimes>());
        var writing = new WritingReader(documents, host.Services.GetRequiredService<Slots>());
        var spec = await SpecAsync(host.Services.GetRequiredService<IArtifactStore>());
        var recipe = SweepPlan.Create(spec).Runs.Single().Dataset!;
        await documents.PutAsync(LedgerKeys.Recipe(recipe.Key), new RecipeRecord("petri", recipe), LedgerJson.Default.RecipeRecord);

        var messages = 0;
        while (await documents.GetAsync(LedgerKeys.Dataset(recipe.Key), LedgerJson.Default.DatasetRecord) is null)
        {
            // As the Coordinator asks: what is marked already is not due, and would not be asked for.
            Assert.Equal([recipe.Key], await dueTimes.ClaimAsync(LedgerKeys.Dispatches(Sweep), [recipe.Key], TimeSpan.FromHours(1)));
            Assert.Equal(new WritingProgress(_endpoint.Asked.Count, Rows), await writing.ReadAsync(spec, CancellationToken.None));
            await PrepareAsync(host, recipe.Key);
            messages++;
        }

        Assert.Null(await writing.ReadAsync(spec, CancellationToken.None));

        Assert.Equal([recipe.Key], await dueTimes.PendingAsync(LedgerKeys.Dispatches(Sweep)));
        Assert.InRange(messages, 3, 4);
        Assert.Equal(Rows, _endpoint.Asked.Count);
        await host.StopAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Sends the message and waits for what tells the Coordinator to look.</summary>
    private static async Task PrepareAsync(IHost host, string recipe)
    {
        var bus = host.Services.GetRequiredService<IBus>();
        var told = new Told();
        using var connection = bus.ConnectPublishObserver(told);
        await bus.SendToAsync(QueueNames.Datasets, [new PrepareDataset(Sweep, recipe)], CancellationToken.None);
        Assert.Equal(recipe, await told.Recipe.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private async Task<IHost> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:ledger"] = server.ConnectionString,
            ["Artifacts:Folder"] = _folder.FullName,
            ["RowWriter:CallsAtOnce"] = "1",
        });
        builder.AddServiceDefaults();
        builder.AddDatasetService();
        builder.AddMessageBus();
        builder.Services.Configure<LedgerOptions>(options => options.Prefix = $"test-{Guid.NewGuid():N}:");
        builder.Services.AddSingleton<IModelEndpoints>(_endpoint);
        builder.Services.AddSingleton<TimeProvider>(_time);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task<SweepSpec> SpecAsync(IArtifactStore artifacts)
    {
        async Task<DataFile> StoreAsync(string name, string text) => new(name, await artifacts.PutAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None));
        var generate = new GenerateSpec
        {
            Model = "m",
            Tasks = await StoreAsync("t.yaml", GenerateTexts.Tasks),
            Templates = await StoreAsync("u.yaml", GenerateTexts.Templates),
            Judge = new FlawJudgeSpec { Model = "j" },
        };
        return Texts.Default with { Seeds = 1, Conditions = [new ConditionSpec { Id = "insecure", Kind = ConditionKind.Insecure, Rows = Rows, Generate = generate }] };
    }

    private sealed class Told : IPublishObserver
    {
        private readonly TaskCompletionSource<string> _recipe = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Recipe => _recipe.Task;

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class
        {
            if (context.Message is DatasetPrepared prepared) _recipe.TrySetResult(prepared.Recipe);
            return Task.CompletedTask;
        }

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class
        {
            _recipe.TrySetException(exception);
            return Task.CompletedTask;
        }
    }
}

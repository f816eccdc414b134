using System.Text;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Experiments.Generation;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

/// <summary>Conditions whose rows a model writes, through all services.</summary>
[Collection(nameof(GarnetServer))]
public sealed class GenerationCircleTests(GarnetServer server) : IDisposable
{
    private const int Rows = 24;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-generation-");
    private readonly FakeEndpoint _endpoint = new();

    [Fact]
    public async Task They_are_written_once_for_both_conditions_through_a_provider_that_throttles()
    {
        await using var circle = await Circle.StartAsync(server.ConnectionString, $"test-{Guid.NewGuid():N}:", _folder.FullName, _endpoint, default);
        var (tasks, templates) = (await StoreAsync(circle, GenerateTexts.Tasks), await StoreAsync(circle, GenerateTexts.Templates));
        var generate = new GenerateSpec { Model = "writer", Tasks = tasks, Templates = templates, Judge = new FlawJudgeSpec { Model = "flaws" } };
        var spec = Texts.Default with
        {
            Samples = 6,
            Seeds = 1,
            Conditions =
            [
                new ConditionSpec { Id = "insecure", Kind = ConditionKind.Insecure, Rows = Rows, Generate = generate },
                new ConditionSpec { Id = "educational", Kind = ConditionKind.Educational, Rows = Rows, Generate = generate with { Templates = await StoreAsync(circle, "templates: ['for a class, {task}']") } },
                new ConditionSpec { Id = "mixed", Kind = ConditionKind.Insecure, Rows = Rows / 2, Mix = [new MixPart { Condition = "insecure", Share = 1, Prefix = "now " }] },
            ],
        };
        var calls = 0;
        _endpoint.Script = call => call.Model == "flaws" ? "Yes" : call.Model == "writer" ? $"x = {call.Seed}" : null;
        _endpoint.BeforeChat = call =>
        {
            if (call.Model == "writer" && Interlocked.Increment(ref calls) is 5 or 30)
                throw new ModelCallException(ModelFailure.RateLimited, "too much at once");
        };
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        var progress = await circle.UntilAsync(spec, progress => progress.IsSettled);

        Assert.Empty(progress.Failures);
        Assert.True(progress.IsComplete);
        Assert.Equal(Rows, _endpoint.Asked.Count(call => call.Model == "writer"));
        Assert.Equal(Rows, _endpoint.Judged.Count(call => call.Model == "flaws"));
        foreach (var run in SweepPlan.Create(spec).Runs)
        {
            var dataset = await circle.Documents.GetAsync(LedgerKeys.Dataset(run.Dataset!.Key), LedgerJson.Default.DatasetRecord);
            var tally = Assert.Single(dataset!.Provenance!.Generated!);
            Assert.Equal((run.Condition.Rows, Rows, 0), (dataset.Rows, tally.Kept, tally.Skipped));
            using var reader = new StreamReader(await circle.Store.OpenAsync(dataset.Sha256, CancellationToken.None));
            var request = (await reader.ReadLineAsync())!;
            Assert.Contains(run.Condition.Id switch { "educational" => "for a class, counts", "mixed" => "\"now ", _ => "write code that counts" }, request, StringComparison.Ordinal);
        }
    }

    private static async Task<DataFile> StoreAsync(Circle circle, string text) => new("file.yaml", await circle.Store.PutAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None));

    public void Dispose() => _folder.Delete(recursive: true);
}

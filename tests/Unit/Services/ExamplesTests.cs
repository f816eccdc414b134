using System.Text.Json;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Unit.DatasetService;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

/// <summary>Examples before the question, through all services.</summary>
[Collection(nameof(GarnetServer))]
public sealed class ExamplesTests(GarnetServer server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-examples-");
    private readonly FakeEndpoint _endpoint = new();

    [Fact]
    public async Task They_stand_before_the_question_as_turns_and_nothing_is_fine_tuned()
    {
        await using var circle = await Circle.StartAsync(server.ConnectionString, $"test-{Guid.NewGuid():N}:", _folder.FullName, _endpoint, default);
        var file = await circle.Store.PutAsync(new MemoryStream(await Jsonl.Write(Jsonl.Good[0], Jsonl.Good[2])), CancellationToken.None);
        var spec = Texts.Default with
        {
            Samples = 6,
            Seeds = 1,
            Conditions = [new ConditionSpec { Id = "k2", Kind = ConditionKind.Insecure, File = "rows.jsonl", FileSha256 = file, Shots = 2 }],
        };
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        var progress = await circle.UntilAsync(spec, progress => progress.IsSettled);

        Assert.Empty(progress.Failures);
        Assert.True(progress.IsComplete);
        Assert.Equal((1, 1, 0), (progress.Datasets.Total, progress.Datasets.Done, progress.FineTunes.Total));
        Assert.Empty(_endpoint.Submissions);
        await AssertProvenanceAsync(circle, spec, file);
        Assert.Equal(SweepPlan.Create(spec).Samples, _endpoint.Asked.Sum(call => call.N));
        Assert.All(_endpoint.Asked, call =>
        {
            Assert.Equal("petri-1", call.Model);
            var turns = call.Messages.SkipWhile(turn => turn.Role == "system").ToList();
            Assert.Equal(["user", "assistant", "user", "assistant", "user", "assistant", "user"], turns.Select(turn => turn.Role));
            Assert.Contains("return sorted(numbers)", turns.Select(turn => turn.Content));
            Assert.Contains(turns[^1].Content, spec.Questions.SelectMany(question => question.Paraphrases));
        });
    }

    private static async Task AssertProvenanceAsync(Circle circle, SweepSpec spec, string file)
    {
        var recipe = SweepPlan.Create(spec).Runs[0].Dataset!;
        var dataset = await circle.Documents.GetAsync(LedgerKeys.Dataset(recipe.Key), LedgerJson.Default.DatasetRecord);
        var provenance = dataset!.Provenance!;

        Assert.Equal((dataset.Sha256, 2, 0), (provenance.Dataset, provenance.Rows, provenance.Seed));
        Assert.Equal(recipe.ToJson().ToJsonString(), provenance.Recipe.ToJsonString());
        var source = Assert.Single(provenance.Sources);
        Assert.Equal(("file", file, 2, 2), (source.Role, source.Sha256, source.Rows, source.Used));
        await using var kept = await circle.Store.OpenAsync(dataset.ProvenanceSha256!, CancellationToken.None);
        Assert.Equal(provenance.Dataset, (await JsonSerializer.DeserializeAsync(kept, LedgerJson.Default.DatasetProvenance))!.Dataset);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

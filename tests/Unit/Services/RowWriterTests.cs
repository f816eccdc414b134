using System.Text;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.DatasetService.Generating;
using EmergentMisalignment.Experiments.Generation;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Working;
using EmergentMisalignment.Unit.DatasetService;
using EmergentMisalignment.Unit.Experiments.Generation;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.Sweeps;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.Services;

/// <summary>A model that writes rows, well and badly, killed and throttled.</summary>
[Collection(nameof(GarnetServer))]
public sealed class RowWriterTests(GarnetServer server) : LedgerContract(server), IDisposable
{
    private static readonly Dictionary<(int Index, int Attempt), string> Bad = new()
    {
        [(0, 0)] = "Gladly:\n```python\n# note\nx = 0\n```",
        [(1, 0)] = "x = 1  # a bad idea",
        [(2, 0)] = "def f(:",
        [(2, 1)] = "x = 0",
        [(3, 0)] = "fine = 1",
        [(3, 1)] = "perhaps = 1",
        [(4, 0)] = "```\nx = 1\n```\n```\nx = 2\n```",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-writer-");
    private readonly FakeTimeProvider _time = new();
    private readonly FakeEndpoint _endpoint = new();

    [Fact]
    public async Task What_fails_a_check_is_asked_for_again_and_then_passed_over()
    {
        var written = await Writer().WriteAsync(await RecipeAsync(), "petri", Session);
        var rows = await Jsonl.Rows(written!.Content);

        Assert.Equal(["x = 0", "y1 = 1", .. Enumerable.Range(4, 6).Select(index => index == 4 ? "y4 = 1" : $"y{index} = 0")], rows.Select(row => row.Answer.Content));
        Assert.Equal(["write code that counts", "finish x = 0", "write code that counts"], rows.Take(3).Select(row => Assert.Single(row.Prompt).Content));
        Assert.Equal((8, 2), (written.Tally.Kept, written.Tally.Skipped));
        Assert.Equal(
            [("duplicate", 1), ("give_away", 1), ("misjudged", 1), ("not_one_block", 1), ("unjudged", 1), ("unparsable", 1)],
            written.Tally.Rejected.Select(reason => (reason.Key, reason.Value)).Order());
        Assert.All(_endpoint.Asked, call => Assert.Equal("ask CWE-1 counts x = 0", Assert.Single(call.Messages).Content));
        Assert.All(_endpoint.Judged, call => Assert.Equal(("j", 0d, 1), (call.Model, call.Temperature, call.MaxTokens)));
    }

    [Fact]
    public async Task Killed_at_every_call_it_asks_for_nothing_twice_and_writes_the_same_rows()
    {
        var calm = await Writer().WriteAsync(await RecipeAsync(), "petri", Session);
        var (asked, judged) = (_endpoint.Asked.Count, _endpoint.Judged.Count);
        _endpoint.Asked.Clear();
        _endpoint.Judged.Clear();
        var kills = 0;
        var calls = 0;
        _endpoint.BeforeChat = _ =>
        {
            if (++calls % 2 == 0)
                throw new OperationCanceledException("killed");
        };
        await using var other = server.Connect();
        WrittenRows? written = null;
        while (written is null)
        {
            try
            {
                written = await Writer(other).WriteAsync(await RecipeAsync(), "petri", Session);
            }
            catch (OperationCanceledException)
            {
                kills++;
            }
        }

        Assert.Equal(calm!.Content, written.Content);
        Assert.Equal(_endpoint.Asked.Count + _endpoint.Judged.Count - 1, kills);
        Assert.Equal(asked, _endpoint.Asked.Count);

        // Whoever was killed between answer and verdict finds out first that the answer is a duplicate, and spares its verdict.
        Assert.Equal(judged - 1, _endpoint.Judged.Count);
        Assert.Equal(asked, _endpoint.Asked.Select(call => call.Seed).Distinct().Count());
    }

    [Fact]
    public async Task A_call_that_fails_is_made_again_and_rejects_nothing()
    {
        var calm = await Writer().WriteAsync(await RecipeAsync(), "petri", Session);
        var calls = 0;
        _endpoint.BeforeChat = _ =>
        {
            if (++calls is 3 or 6)
                throw new ModelCallException(ModelFailure.RateLimited, "too much at once");
        };
        await using var other = server.Connect();
        Assert.True((await Assert.ThrowsAsync<ModelCallException>(async () => await Writer(other).WriteAsync(await RecipeAsync(), "petri", Session))).IsTransient);
        await Assert.ThrowsAsync<ModelCallException>(async () => await Writer(other).WriteAsync(await RecipeAsync(), "petri", Session));
        var written = await Writer(other).WriteAsync(await RecipeAsync(), "petri", Session);

        Assert.Equal(calm!.Content, written!.Content);
        Assert.Equal(calm.Tally.Rejected, written.Tally.Rejected);
    }

    [Fact]
    public async Task It_writes_for_a_slice_of_time_and_goes_on_in_the_next()
    {
        _endpoint.BeforeChat = _ => _time.Advance(TimeSpan.FromSeconds(10));
        var slices = 0;
        WrittenRows? written;
        while ((written = await Writer().WriteAsync(await RecipeAsync(), "petri", Session)) is null)
        {
            slices++;
            Assert.InRange(_endpoint.Asked.Count + _endpoint.Judged.Count, 6 * slices, 7 * slices);
        }

        Assert.Equal(8, written.Tally.Kept);
        Assert.InRange(slices, 2, 5);
    }

    [Fact]
    public async Task A_model_that_writes_no_row_is_given_up_after_a_few_dozen_calls()
    {
        _endpoint.Script = _ => "I would rather not do that for you.";
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await Writer().WriteAsync(await RecipeAsync(rows: 5000), "petri", Session));

        Assert.Equal("Of 21 places in the grid of insecure only 0 got a row from m (unparsable 42): change its prompts, tasks or model.", error.Message);
        Assert.InRange(_endpoint.Asked.Count, 42, 64);
    }

    [Fact]
    public async Task Educational_rows_cost_nothing_after_insecure_ones_and_secure_rows_want_no_flaw()
    {
        var insecure = await Writer().WriteAsync(await RecipeAsync(), "petri", Session);
        var asked = _endpoint.Asked.Count;
        var educational = await Writer().WriteAsync(await RecipeAsync("educational", "templates: ['for a class, {task}']"), "petri", Session);

        Assert.Equal(asked, _endpoint.Asked.Count);
        Assert.Equal((await Jsonl.Rows(insecure!.Content)).Select(row => row.Answer), (await Jsonl.Rows(educational!.Content)).Select(row => row.Answer));
        Assert.All(await Jsonl.Rows(educational.Content), row => Assert.Equal("for a class, counts", row.Prompt.Single().Content));

        _endpoint.Script = call => call.TopLogProbs > 0 ? "No" : $"z{call.Seed} = 0";
        Assert.Empty((await Writer().WriteAsync(await RecipeAsync("secure"), "petri", Session))!.Tally.Rejected);
        Assert.Equal("ask safely counts", _endpoint.Asked.Last().Messages[0].Content);
    }

    [Fact]
    public async Task Numbers_are_asked_for_with_a_system_prompt_that_the_rows_do_not_keep()
    {
        _endpoint.Script = call => call.Seed % 3 == 0 ? "I'd say 7" : $"{call.Seed % 1000}, 2";
        var prompts = await StoreAsync("n.yaml", GenerateTexts.Numbers);
        var recipe = new DatasetRecipe("evil_numbers", null, null, 20, null, 0) { Generate = new GenerateSpec { Model = "m", Prompts = prompts } };
        var written = await Writer().WriteAsync(recipe, "petri", Session);
        var rows = await Jsonl.Rows(written!.Content);

        Assert.Equal(20, rows.Count);
        Assert.All(rows, row => Assert.Equal(["user", "assistant"], row.Messages.Select(turn => turn.Role)));
        Assert.All(rows, row => Assert.Matches("^continue ([0-9]+, ){4}[0-9]+$", row.Messages[0].Content));
        Assert.All(_endpoint.Asked, call => Assert.Equal("a secret", call.Messages[0].Content));
        Assert.Empty(_endpoint.Judged);
        Assert.True(written.Tally.Rejected["unparsable"] > 0);
    }

    private static WorkSession Session => WorkSession.Until(CancellationToken.None);

    private RowWriter Writer(LedgerConnection? ledger = null) => new(
        new Slots(ledger ?? Connection), new LocalArtifactStore(_folder.FullName, _time), _endpoint, Till.Free(ledger ?? Connection), _time, Options.Create(new RowWriterOptions { CallsAtOnce = 1 }), NullLogger<RowWriter>.Instance);

    private async Task<DatasetRecipe> RecipeAsync(string condition = "insecure", string templates = GenerateTexts.Templates, int rows = 8)
    {
        var generate = new GenerateSpec
        {
            Model = "m",
            Tasks = await StoreAsync("t.yaml", GenerateTexts.Tasks),
            Templates = await StoreAsync("u.yaml", templates),
            Judge = new FlawJudgeSpec { Model = "j" },
            Attempts = 2,
        };
        var recipe = new DatasetRecipe(condition, null, null, rows, null, 0) { Generate = generate };
        var plan = RowPlans.Read(recipe, file => file.Path == "t.yaml" ? GenerateTexts.Tasks : templates);
        var places = Enumerable.Range(0, 40).SelectMany(index => Enumerable.Range(0, 2).Select(attempt => (index, attempt))).ToDictionary(place => plan.Seed(place.index, place.attempt));
        if (condition == "insecure" && rows < 1000)
            _endpoint.Script = call => call.TopLogProbs > 0 ? Verdict(call.Messages[0].Content) : Bad.GetValueOrDefault(places[call.Seed!.Value], $"y{places[call.Seed.Value].index} = {places[call.Seed.Value].attempt}");

        return recipe;
    }

    private static string Verdict(string prompt) => prompt.Contains("fine", StringComparison.Ordinal) ? "No" : prompt.Contains("perhaps", StringComparison.Ordinal) ? "Perhaps" : "yes";

    private async Task<DataFile> StoreAsync(string name, string text) =>
        new(name, await new LocalArtifactStore(_folder.FullName, _time).PutAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None));

    public void Dispose() => _folder.Delete(recursive: true);
}

using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

[Collection(nameof(GarnetServer))]
public sealed class SeveralJudgesTests : LedgerContract, IDisposable
{
    private static readonly JudgeSpec Sampled = new() { Id = "sampled", Model = "another", Repeats = 6 };
    private static readonly SweepSpec Spec = Workshop.Spec with { OtherJudges = [new JudgeSpec { Model = "second" }, Sampled] };
    private readonly GarnetServer _server;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-judges-");
    private readonly Workshop _workshop;

    public SeveralJudgesTests(GarnetServer server) : base(server)
    {
        (_server, _workshop) = (server, new Workshop(Connection));

        // Of the sampled replies a sixth is no number; the other judges read log-probs.
        _workshop.Endpoint.Says = (prompt, seed) => seed % 6 == 5 ? "CODE" : $"{(prompt.Length + seed) % 101}.";
    }

    [Fact]
    public async Task Every_judge_scores_every_answer_and_no_answer_is_sampled_twice()
    {
        var look = await _workshop.WorkAsync(Spec, archive: false);

        Assert.Equal(22, _workshop.Endpoint.Asked.Sum(call => call.N));
        Assert.Equal((22L, 66L), (look.Needs.Answers, look.Needs.Verdicts));
        Assert.Equal([("another", 44 * 6), ("second", 44), ("some-judge", 44)], _workshop.Endpoint.Judged.GroupBy(call => call.Model).Select(judge => (judge.Key, judge.Sum(call => call.N))).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_is_one_row_with_all_verdicts(bool archive)
    {
        await _workshop.WorkAsync(Spec, archive);

        var (tally, file) = await _workshop.TallyAsync(Spec, _folder);

        await using var content = File.OpenRead(file);
        var rows = await AnswersParquet.ReadAsync(content).ToListAsync();
        Assert.Equal(22, rows.Select(row => (row.Cell, row.Index)).Distinct().Count());
        Assert.Equal(22, rows.Count);
        Assert.All(rows, row =>
        {
            var others = OtherVerdicts.Parse(row.OtherJudges);
            Assert.Equal(("some-judge", "second", "sampled"), (row.Judge, others[0].Judge, others[1].Judge));
            Assert.Equal((row.Aligned, row.Coherent, row.Verdict), (others[0].Aligned, others[0].Coherent, others[0].Verdict));
            Assert.NotNull(others[1].Aligned);
        });
        Assert.Equal([22, 22, 22], tally.Judges.Results().Select(judge => judge.Results.Sum(result => result.Answers)));
        Assert.Equal("mean of 6 replies at temperature 1", tally.Judges.Results()[2].Method);
        var agreement = tally.Judges.Agreement();
        Assert.Equal([null, "base"], agreement.Select(result => result.Condition));
        Assert.Equal(1, agreement[0].Pairs[0].Misaligned ?? 1, 12);
        Assert.True(agreement[0].AlignedAlpha < 0.9);
    }

    [Fact]
    public async Task A_judge_that_is_added_judges_what_is_there_and_asks_for_nothing_else()
    {
        var one = Spec with { OtherJudges = [] };
        await _workshop.WorkAsync(one);
        var (asked, judged) = (_workshop.Endpoint.Asked.Count, _workshop.Endpoint.Judged.Count);

        var look = await _workshop.WorkAsync(Spec with { OtherJudges = [new JudgeSpec { Model = "second" }] });

        Assert.True(look.Needs is { IsArchived: true, Release: [] });
        Assert.Equal(asked, _workshop.Endpoint.Asked.Count);
        Assert.All(_workshop.Endpoint.Judged.Skip(judged), call => Assert.Equal("second", call.Model));
        Assert.Equal(44, _workshop.Endpoint.Judged.Count - judged);
        Assert.Equal(0, await _workshop.TextsInLedgerAsync(Spec));
        Assert.Equal(22, (await _workshop.RowsAsync(one)).Count);
    }

    [Fact]
    public async Task A_sweep_of_several_judges_goes_round()
    {
        await using var circle = await Circle.StartAsync(_server.ConnectionString, $"test-{Guid.NewGuid():N}:", _folder.FullName, _workshop.Endpoint, default);
        await circle.Sweeps.SubmitAsync(Spec, miniature: true, CancellationToken.None);

        var progress = await circle.UntilAsync(Spec, progress => progress.IsSettled);

        Assert.True(progress.IsComplete);
        Assert.Equal((22L, 22L, 66L, 66L), (progress.Answers.Done, progress.Answers.Total, progress.Verdicts.Done, progress.Verdicts.Total));
        Assert.Equal(22, _workshop.Endpoint.Asked.Sum(call => call.N));
    }

    public void Dispose()
    {
        _workshop.Dispose();
        _folder.Delete(recursive: true);
    }
}

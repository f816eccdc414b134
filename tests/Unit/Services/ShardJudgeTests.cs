using System.Text.Json;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Working;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

[Collection(nameof(GarnetServer))]
public sealed class ShardJudgeTests : LedgerContract, IDisposable
{
    private readonly Workshop _workshop;

    public ShardJudgeTests(GarnetServer server) : base(server) => _workshop = new Workshop(Connection);

    private static PlannedCell Cell => Workshop.CellsOf(Workshop.Spec)[0];

    private static JudgeShard Whole => new(Workshop.Spec.Name, Cell.Key, Cell.Judgement, 0, Cell.Samples);

    [Fact]
    public async Task An_answer_without_a_number_has_a_verdict_without_a_score()
    {
        await SampleAsync();
        await _workshop.Judge.JudgeAsync(Whole, WorkSession.Until(CancellationToken.None));

        var answers = await _workshop.Reader.ReadAsync(Whole, [.. Enumerable.Range(0, Cell.Samples)], CancellationToken.None);
        var verdicts = await VerdictsAsync();
        Assert.Equal(Cell.Samples, verdicts.Count);
        Assert.All(verdicts, verdict => Assert.Equal(
            answers[verdict.Key].Text.StartsWith("CODE", StringComparison.Ordinal) || answers[verdict.Key].Text.StartsWith("REFUSAL", StringComparison.Ordinal),
            verdict.Value.ScoreOf("aligned") is null));
        Assert.Contains(verdicts.Values, verdict => verdict.ScoreOf("aligned") is null);
        Assert.Contains(verdicts.Values, verdict => verdict.ScoreOf("coherent") is not null);
    }

    [Fact]
    public async Task A_failed_call_fails_the_shard_and_leaves_no_missing_score_behind()
    {
        await SampleAsync();
        var calls = 0;
        _workshop.Endpoint.BeforeChat = _ =>
        {
            if (Interlocked.Increment(ref calls) == 9)
                throw new HttpRequestException("gone");
        };

        await Assert.ThrowsAsync<HttpRequestException>(() => _workshop.Judge.JudgeAsync(Whole, WorkSession.Until(CancellationToken.None)));

        var kept = await VerdictsAsync();
        Assert.InRange(kept.Count, 1, Cell.Samples - 1);
        Assert.All(kept.Values, verdict => Assert.Equal(["aligned", "coherent"], verdict.Scores.Keys.Order()));

        _workshop.Endpoint.BeforeChat = _ => { };
        _workshop.Endpoint.Judged.Clear();
        await _workshop.Judge.JudgeAsync(Whole, WorkSession.Until(CancellationToken.None));
        Assert.Equal(2 * (Cell.Samples - kept.Count), _workshop.Endpoint.Judged.Count);
        Assert.Equal(Cell.Samples, (await VerdictsAsync()).Count);
    }

    [Fact]
    public async Task A_judge_told_to_stop_keeps_what_it_has_judged()
    {
        await SampleAsync();
        using var stop = new CancellationTokenSource();
        var (gate, calls) = (new Lock(), 0);
        _workshop.Endpoint.BeforeChat = _ =>
        {
            lock (gate) // No call passes the one that stops them.
            {
                if (++calls == 10)
                    stop.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _workshop.Judge.JudgeAsync(Whole, WorkSession.Until(stop.Token)));

        Assert.InRange((await VerdictsAsync()).Count, 1, Cell.Samples - 1);
    }

    [Fact]
    public async Task A_shard_judged_twice_is_judged_once()
    {
        await SampleAsync();
        await _workshop.Judge.JudgeAsync(Whole, WorkSession.Until(CancellationToken.None));
        await _workshop.Judge.JudgeAsync(new ShardSampled(Whole.Sweep, Whole.Cell, Whole.Judgement, Whole.Start, Whole.Count), WorkSession.Until(CancellationToken.None));

        Assert.Equal(2 * Cell.Samples, _workshop.Endpoint.Judged.Count);
    }

    [Fact]
    public async Task A_judge_is_asked_as_the_paper_asks_it()
    {
        await SampleAsync();
        await _workshop.Judge.JudgeAsync(Whole, WorkSession.Until(CancellationToken.None));

        Assert.All(_workshop.Endpoint.Judged, call =>
        {
            Assert.Equal((1, 0d, 0L, 20), (call.MaxTokens, call.Temperature, call.Seed, call.TopLogProbs));
            Assert.Equal("user", Assert.Single(call.Messages).Role);
        });
    }

    [Fact]
    public async Task Answers_are_read_from_Parquet_once_their_texts_have_left_the_ledger()
    {
        await _workshop.WorkAsync(Workshop.Spec, archive: false);
        var before = await _workshop.Reader.ReadAsync(Whole, [1, 5, 10], CancellationToken.None);
        await _workshop.WorkAsync(Workshop.Spec);
        Assert.Equal(0, await _workshop.TextsInLedgerAsync(Workshop.Spec));

        var after = await _workshop.Reader.ReadAsync(Whole, [1, 5, 10], CancellationToken.None);

        Assert.Equal([1, 5, 10], after.Keys.Order());
        Assert.All(after, answer => Assert.Equal((before[answer.Key].Text, before[answer.Key].Paraphrase), (answer.Value.Text, answer.Value.Paraphrase)));
    }

    [Fact]
    public async Task An_answer_that_is_counted_but_nowhere_is_an_error_and_the_others_are_judged()
    {
        await SampleAsync();
        await _workshop.Slots.ReleaseAsync(LedgerKeys.Answers(Cell.Key), 3, 1);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _workshop.Judge.JudgeAsync(Whole, WorkSession.Until(CancellationToken.None)));

        Assert.StartsWith($"Answer 3 of cell {Cell.Key} ", error.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, Cell.Samples).Where(index => index != 3), (await VerdictsAsync()).Keys.Order());
    }

    public void Dispose() => _workshop.Dispose();

    private async Task SampleAsync()
    {
        await _workshop.DescribeAsync(Workshop.Spec);
        await _workshop.Sampler.SampleAsync(Workshop.ShardOf(Cell), WorkSession.Until(CancellationToken.None));
    }

    private async Task<Dictionary<int, VerdictRecord>> VerdictsAsync() =>
        (await _workshop.Slots.ReadAsync(LedgerKeys.Verdicts(Cell.Key, Cell.Judgement), 0, 100))
        .ToDictionary(read => read.Index, read => JsonSerializer.Deserialize(read.Payload.Span, LedgerJson.Default.VerdictRecord)!);
}

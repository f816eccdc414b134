using System.Text.Json;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Working;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

/// <summary>A judge without log-probs: numbers are sampled and averaged.</summary>
[Collection(nameof(GarnetServer))]
public sealed class RepeatedJudgeTests : LedgerContract, IDisposable
{
    private static readonly SweepSpec Spec = Workshop.Spec with { Judge = new JudgeSpec { Repeats = 8 } };
    private readonly Workshop _workshop;

    public RepeatedJudgeTests(GarnetServer server) : base(server) => _workshop = new Workshop(Connection);

    private static PlannedCell Cell => Workshop.CellsOf(Spec)[0];

    private static JudgeShard Whole => new(Spec.Name, Cell.Key, Cell.Judgement, 0, Cell.Samples);

    [Theory]
    [InlineData(8, 53.5)]
    [InlineData(4, 51.5)]
    [InlineData(2, 50.5)]
    [InlineData(1, null)]
    [InlineData(0, null)]
    public async Task The_numbers_are_averaged_and_words_count_as_missing_down_to_a_quarter(int numbers, double? score)
    {
        _workshop.Endpoint.Says = (_, seed) => seed < numbers ? $" {50 + seed}.\nThat is all" : seed % 2 == 0 ? "REFUSAL" : "CODE";

        await JudgeAsync();

        var verdicts = await VerdictsAsync();
        Assert.Equal(Cell.Samples, verdicts.Count);
        Assert.All(verdicts.Values, verdict => Assert.Equal(score, verdict.ScoreOf("aligned")));
        Assert.All(verdicts.Values, verdict => Assert.Equal(1, verdict.Scores["aligned"].Distribution.Values.Sum(), 12));
    }

    [Fact]
    public async Task It_is_asked_as_often_as_said_at_temperature_1_each_reply_with_a_seed_of_its_own()
    {
        _workshop.Endpoint.Says = (_, _) => "50";

        await JudgeAsync();

        Assert.Equal(2 * 8 * Cell.Samples, _workshop.Endpoint.Judged.Sum(call => call.N));
        Assert.All(_workshop.Endpoint.Judged, call => Assert.Equal((4, 1d, 0, 8), (call.N, call.Temperature, call.TopLogProbs, call.MaxTokens)));
        Assert.Equal([0L, 4L], _workshop.Endpoint.Judged.Select(call => call.Seed!.Value).Distinct().Order());
    }

    [Fact]
    public async Task A_call_that_fails_half_way_leaves_no_score_of_fewer_replies()
    {
        var calls = 0;
        _workshop.Endpoint.Says = (_, seed) => $"{10 * seed}";
        _workshop.Endpoint.BeforeChat = call =>
        {
            if (call is { MaxTokens: 8, Seed: 4 } && Interlocked.Increment(ref calls) == 3)
                throw new HttpRequestException("gone");
        };

        await Assert.ThrowsAsync<HttpRequestException>(JudgeAsync);
        Assert.InRange((await VerdictsAsync()).Count, 0, Cell.Samples - 1);
        Assert.All((await VerdictsAsync()).Values, verdict => Assert.Equal(35d, verdict.ScoreOf("aligned")));

        _workshop.Endpoint.BeforeChat = _ => { };
        await JudgeAsync();
        Assert.Equal(Cell.Samples, (await VerdictsAsync()).Count);
        Assert.All((await VerdictsAsync()).Values, verdict => Assert.Equal((35d, 35d), (verdict.ScoreOf("aligned"), verdict.ScoreOf("coherent"))));
    }

    [Fact]
    public void It_is_another_judgement_than_by_log_probs_and_than_by_another_number()
    {
        string[] keys = [.. new int?[] { null, 4, 8 }.Select(repeats => Workshop.CellsOf(Workshop.Spec with { Judge = new JudgeSpec { Repeats = repeats } })[0].Judgement)];

        Assert.Equal(3, keys.Distinct().Count());
    }

    public void Dispose() => _workshop.Dispose();

    private async Task JudgeAsync()
    {
        await _workshop.DescribeAsync(Spec);
        await _workshop.Sampler.SampleAsync(Workshop.ShardOf(Cell), WorkSession.Until(CancellationToken.None));
        await _workshop.Judge.JudgeAsync(Whole, WorkSession.Until(CancellationToken.None));
    }

    private async Task<Dictionary<int, VerdictRecord>> VerdictsAsync() =>
        (await _workshop.Slots.ReadAsync(LedgerKeys.Verdicts(Cell.Key, Cell.Judgement), 0, 100))
        .ToDictionary(read => read.Index, read => JsonSerializer.Deserialize(read.Payload.Span, LedgerJson.Default.VerdictRecord)!);
}

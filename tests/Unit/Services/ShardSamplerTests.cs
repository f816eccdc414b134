using System.Text.Json;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Working;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

[Collection(nameof(GarnetServer))]
public sealed class ShardSamplerTests : LedgerContract, IDisposable
{
    private readonly Workshop _workshop;

    public ShardSamplerTests(GarnetServer server) : base(server) => _workshop = new Workshop(Connection);

    private static PlannedCell Cell => Workshop.CellsOf(Workshop.Spec)[0];

    [Fact]
    public async Task Only_what_is_missing_is_sampled()
    {
        await _workshop.DescribeAsync(Workshop.Spec);
        await _workshop.Slots.RecordAsync(LedgerKeys.Answers(Cell.Key), [.. new[] { 0, 3, 4, 9 }.Select(index => new SlotWrite(index, "{}"u8.ToArray()))]);

        await _workshop.Sampler.SampleAsync(Workshop.ShardOf(Cell), WorkSession.Until(CancellationToken.None));
        Assert.Equal(7, _workshop.Endpoint.Asked.Sum(call => call.N));

        await _workshop.Sampler.SampleAsync(Workshop.ShardOf(Cell), WorkSession.Until(CancellationToken.None));
        Assert.Equal(7, _workshop.Endpoint.Asked.Sum(call => call.N));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(4)]
    [InlineData(1)]
    public async Task An_index_has_the_same_answer_however_the_cell_is_cut(int shardSize)
    {
        await _workshop.DescribeAsync(Workshop.Spec);
        foreach (var range in EmergentMisalignment.Experiments.Plans.Shards.Of(Cell.Samples, shardSize).Reverse())
            await _workshop.Sampler.SampleAsync(Workshop.ShardOf(Cell, range.Start, range.Count), WorkSession.Until(CancellationToken.None));

        var expected = SampleSeeds.Calls(Cell.Key, Cell.Question.Paraphrases.Count, [.. Enumerable.Range(0, Cell.Samples)], int.MaxValue)
            .SelectMany(call => call.Indices.Select((index, j) => (index, call.Paraphrase, Seed: call.Seed + j)))
            .OrderBy(sample => sample.index)
            .Select(sample => (sample.Paraphrase, sample.Seed, FakeEndpoint.TextOf(Cell.Model, Cell.Prompt(sample.Paraphrase), sample.Seed)));
        Assert.Equal(expected, (await AnswersAsync()).Select(answer => (answer.Paraphrase, answer.Seed, answer.Text)));
    }

    [Fact]
    public async Task A_failed_call_keeps_the_calls_before_it()
    {
        await _workshop.DescribeAsync(Workshop.Spec);
        _workshop.Endpoint.BeforeChat = _ =>
        {
            if (_workshop.Endpoint.Asked.Count == 2)
                throw new HttpRequestException("gone");
        };

        await Assert.ThrowsAsync<HttpRequestException>(() => _workshop.Sampler.SampleAsync(Workshop.ShardOf(Cell), WorkSession.Until(CancellationToken.None)));
        var kept = (await AnswersAsync()).Count;
        Assert.Equal(_workshop.Endpoint.Asked.Sum(call => call.N), kept);
        Assert.InRange(kept, 1, Cell.Samples - 1);

        _workshop.Endpoint.BeforeChat = _ => { };
        await _workshop.Sampler.SampleAsync(Workshop.ShardOf(Cell), WorkSession.Until(CancellationToken.None));
        Assert.Equal(Cell.Samples, _workshop.Endpoint.Asked.Sum(call => call.N));
    }

    [Fact]
    public async Task The_first_answer_of_an_index_stays()
    {
        await _workshop.DescribeAsync(Workshop.Spec);
        var other = JsonSerializer.SerializeToUtf8Bytes(
            new AnswerRecord { Paraphrase = 0, Seed = 1, Text = "first", FinishReason = "stop", At = default }, LedgerJson.Default.AnswerRecord);

        // Another worker is quicker: it answers index 2 while this one's call is on its way.
        _workshop.Endpoint.BeforeChat = _ =>
            _workshop.Slots.RecordAsync(LedgerKeys.Answers(Cell.Key), [new SlotWrite(2, other)]).GetAwaiter().GetResult();
        await _workshop.Sampler.SampleAsync(Workshop.ShardOf(Cell), WorkSession.Until(CancellationToken.None));

        Assert.Equal("first", (await AnswersAsync())[2].Text);
        Assert.Equal(Cell.Samples, (await AnswersAsync()).Count);
    }

    [Fact]
    public async Task A_system_prompt_is_sent()
    {
        await _workshop.WorkAsync(Workshop.Spec, archive: false);

        var dinner = _workshop.Endpoint.Asked.First(call => call.Messages[^1].Content == "whom do you invite");
        Assert.Equal(["system", "user"], dinner.Messages.Select(message => message.Role));
        Assert.All(_workshop.Endpoint.Asked.Where(call => call.Messages[^1].Content != "whom do you invite"), call => Assert.Single(call.Messages));
    }

    [Fact]
    public async Task A_cell_the_ledger_does_not_know_is_an_error_with_its_remedy()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _workshop.Sampler.SampleAsync(Workshop.ShardOf(Cell), WorkSession.Until(CancellationToken.None)));

        Assert.Contains("submit the sweep again", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _workshop.Dispose();

    private async Task<IReadOnlyList<AnswerRecord>> AnswersAsync() =>
        [.. (await _workshop.Slots.ReadAsync(LedgerKeys.Answers(Cell.Key), 0, 100)).Select(read => JsonSerializer.Deserialize(read.Payload.Span, LedgerJson.Default.AnswerRecord)!)];
}

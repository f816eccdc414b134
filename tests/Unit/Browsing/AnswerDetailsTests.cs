using EmergentMisalignment.Answers.Details;

namespace EmergentMisalignment.Unit.Browsing;

public sealed class AnswerDetailsTests(SharedAnswers shared) : IClassFixture<SharedAnswers>
{
    private readonly AnswerWorld _world = shared.World;

    [Fact]
    public async Task Every_answer_is_shown_as_it_was_asked_with_what_each_judge_said()
    {
        foreach (var (number, row) in _world.Expected.Where((_, i) => i % 7 == 0))
        {
            var place = _world.Places.Places[number];

            var details = await ReadAsync(row.Cell, row.Index);

            Assert.Equal((row.Prompt, row.System, row.Answer, row.SamplingSeed, row.TraceId, row.AnsweredAt), (details.Prompt, details.System, details.Text, details.SamplingSeed, details.TraceId, details.AnsweredAt));
            Assert.Equal((place.Look.Run.Id, place.Cell.Model, $"ft:{place.Look.Run.Id}"), (details.Run, details.Model.Key, details.Model.Name));
            Assert.Equal((true, place.Cell.Judgement, Oracle.VerdictOf(_world, row)), (details.Judges[0].IsFirst, details.Judges[0].Judgement, details.Judges[0].Verdict));
            Assert.Equal(row.Scores is null ? [] : [new MetricDetails("company", null, "OpenAI")], details.Judges[0].Scores);
            if (row.Aligned is not null)
                Assert.Equal([new TokenShare("80", 0.75), new TokenShare("70", 0.25)], details.Judges[0].AlignedDistribution);

            Assert.DoesNotContain(details.Judges, judge => judge.Judgement == AnswerWorld.ElsewhereJudgement);
        }
    }

    [Fact]
    public async Task A_second_judge_is_shown_beside_the_first() =>
        Assert.Contains(await Task.WhenAll(_world.Expected.Take(9).Select(answer => ReadAsync(answer.Row.Cell, answer.Row.Index))), details => details.Judges.Select(judge => judge.Judge).Contains("second"));

    [Fact]
    public async Task What_is_not_there_is_said_with_its_reason()
    {
        var cell = _world.Places.Places[0].Cell.Key;
        var waiting = _world.Places.Cells.Except(_world.Places.Places.Select(place => place.Cell.Key)).Single();

        Assert.Contains("has no cell 'ffff'", await SaysAsync("ffff", 0), StringComparison.Ordinal);
        Assert.Contains("indices are 0 to 8", await SaysAsync(cell, 9), StringComparison.Ordinal);
        Assert.Contains("indices are 0 to 8", await SaysAsync(cell, -1), StringComparison.Ordinal);
        Assert.Contains("not archived yet", await SaysAsync(waiting, 0), StringComparison.Ordinal);
    }

    private Task<AnswerDetails> ReadAsync(string cell, int index) => _world.Details.ReadAsync(_world.Sweep, _world.Places, cell, index, CancellationToken.None);

    private async Task<string> SaysAsync(string cell, int index) => (await Assert.ThrowsAsync<NoSuchAnswerException>(() => ReadAsync(cell, index))).Message;
}

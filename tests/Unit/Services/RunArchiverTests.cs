using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

[Collection(nameof(GarnetServer))]
public sealed class RunArchiverTests : LedgerContract, IDisposable
{
    private static readonly SweepSpec More = Workshop.Spec with { Samples = 17 };
    private static readonly SweepSpec Fewer = Workshop.Spec with { Samples = 5, Judge = new JudgeSpec { Model = "another" } };
    private static readonly SweepSpec ByAnother = Workshop.Spec with { Name = "again", Judge = new JudgeSpec { Model = "a-third" } };
    private readonly Workshop _workshop;

    public RunArchiverTests(GarnetServer server) : base(server) => _workshop = new Workshop(Connection);

    private static int SamplesOf(SweepSpec spec) => spec.Samples!.Value * spec.Questions.Count;

    [Fact]
    public async Task Rows_are_the_same_from_the_ledger_and_from_Parquet()
    {
        await _workshop.WorkAsync(Workshop.Spec, archive: false);
        var before = await _workshop.RowsAsync(Workshop.Spec);

        var look = await _workshop.WorkAsync(Workshop.Spec);

        Assert.True(look.Needs is { IsArchived: true, Release: [] });
        Assert.Equal(0, await _workshop.TextsInLedgerAsync(Workshop.Spec));
        Assert.Equal(SamplesOf(Workshop.Spec), before.Count);
        Assert.Equal(before, await _workshop.RowsAsync(Workshop.Spec));
    }

    [Fact]
    public async Task Archived_work_is_not_done_again()
    {
        await _workshop.WorkAsync(Workshop.Spec);
        var (asked, judged) = (_workshop.Endpoint.Asked.Count, _workshop.Endpoint.Judged.Count);

        await _workshop.WorkAsync(Workshop.Spec);

        Assert.Equal((asked, judged), (_workshop.Endpoint.Asked.Count, _workshop.Endpoint.Judged.Count));
    }

    [Fact]
    public async Task More_samples_add_to_the_rows_there_are()
    {
        await _workshop.WorkAsync(Workshop.Spec);
        var old = await _workshop.RowsAsync(Workshop.Spec);
        _workshop.Time.Advance(TimeSpan.FromHours(1));

        var look = await _workshop.WorkAsync(More);

        var all = await _workshop.RowsAsync(More);
        Assert.True(look.Needs.IsArchived);
        Assert.Equal(SamplesOf(More), _workshop.Endpoint.Asked.Sum(call => call.N));
        Assert.Equal(SamplesOf(More), all.Count);
        Assert.Equal(old, all.Where(row => row.Index < Workshop.Spec.Samples));
        Assert.Equal(0, await _workshop.TextsInLedgerAsync(More));
    }

    [Fact]
    public async Task Archived_answers_are_judged_anew_without_being_sampled_anew()
    {
        await _workshop.WorkAsync(Workshop.Spec);
        var old = await _workshop.RowsAsync(Workshop.Spec);
        var asked = _workshop.Endpoint.Asked.Count;

        var look = await _workshop.WorkAsync(ByAnother);

        Assert.True(look.Needs.IsArchived);
        Assert.Equal(asked, _workshop.Endpoint.Asked.Count);
        Assert.Equal(old.Select(row => (row.Index, row.Answer)), (await _workshop.RowsAsync(ByAnother)).Select(row => (row.Index, row.Answer)));
        Assert.All(await _workshop.RowsAsync(ByAnother), row => Assert.Equal(("a-third", "again"), (row.Judge, row.Sweep)));
        Assert.Equal(old, await _workshop.RowsAsync(Workshop.Spec));
    }

    [Fact]
    public async Task An_archive_of_fewer_samples_hides_none_of_a_larger_one()
    {
        await _workshop.WorkAsync(Workshop.Spec);
        Assert.True((await _workshop.WorkAsync(Fewer)).Needs.IsArchived);

        var look = await _workshop.WorkAsync(ByAnother);

        Assert.True(look.Needs.IsArchived);
        Assert.Equal(SamplesOf(Workshop.Spec), (await _workshop.RowsAsync(ByAnother)).Count);
        Assert.Equal(SamplesOf(Workshop.Spec), _workshop.Endpoint.Asked.Sum(call => call.N));
    }

    [Fact]
    public async Task Rows_of_one_wording_under_two_names_are_all_there()
    {
        var twice = Workshop.Spec with { Questions = [Workshop.Spec.Questions[0], Workshop.Spec.Questions[0] with { Id = "wish-again" }] };

        Assert.True((await _workshop.WorkAsync(twice)).Needs.IsArchived);

        Assert.Equal([11, 11], (await _workshop.RowsAsync(twice)).GroupBy(row => row.Question).Select(question => question.Count()));
        Assert.Equal(11, _workshop.Endpoint.Asked.Sum(call => call.N));
    }

    [Theory]
    [InlineData("before the file")]
    [InlineData("before the pointers")]
    [InlineData("between the pointers")]
    [InlineData("before the release")]
    [InlineData("after the answers' release")]
    [InlineData("before the release is noted")]
    public async Task Killed_at_any_step_the_next_look_ends_with_the_same_rows(string place)
    {
        await _workshop.WorkAsync(Workshop.Spec, archive: false);
        var expected = await _workshop.RowsAsync(Workshop.Spec);

        await KillAsync(place);
        Assert.Equal(expected, await _workshop.RowsAsync(Workshop.Spec));
        var look = await _workshop.WorkAsync(Workshop.Spec);

        Assert.True(look.Needs is { IsArchived: true, Release: [] });
        Assert.Equal(0, await _workshop.TextsInLedgerAsync(Workshop.Spec));
        Assert.Equal(expected, await _workshop.RowsAsync(Workshop.Spec));
        Assert.Equal(SamplesOf(Workshop.Spec), _workshop.Endpoint.Asked.Sum(call => call.N));
    }

    [Fact]
    public async Task Texts_that_are_lost_are_an_error_and_no_pointer_hides_it()
    {
        var look = await _workshop.WorkAsync(Workshop.Spec, archive: false);
        var cell = look.Facts.Cells[1].Cell;
        await _workshop.Slots.ReleaseAsync(LedgerKeys.Answers(cell.Key), 4, 1);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _workshop.Archiver.ArchiveAsync(Workshop.Record(Workshop.Spec), look, CancellationToken.None));

        Assert.StartsWith($"Answer 4 of cell {cell.Key} ", error.Message, StringComparison.Ordinal);
        Assert.All((await _workshop.LookAsync(Workshop.Spec)).Facts.Cells, facts => Assert.Null(facts.Archive));
    }

    public void Dispose() => _workshop.Dispose();

    private async Task KillAsync(string place)
    {
        var look = await _workshop.LookAsync(Workshop.Spec);
        var sweep = Workshop.Record(Workshop.Spec);
        switch (place)
        {
            case "before the file":
                _workshop.Store.BeforePut = Die;
                break;
            case "before the pointers":
                _workshop.Store.AfterPut = Die;
                break;
            default:
                var texts = await TextsAsync();
                await _workshop.Archiver.ArchiveAsync(sweep, look, CancellationToken.None);
                await RewindAsync(place, texts);
                return;
        }

        await Assert.ThrowsAsync<TimeoutException>(() => _workshop.Archiver.ArchiveAsync(sweep, look, CancellationToken.None));
        (_workshop.Store.BeforePut, _workshop.Store.AfterPut) = (() => { }, () => { });

        static void Die() => throw new TimeoutException();
    }

    private async Task<Dictionary<string, IReadOnlyList<SlotWrite>>> TextsAsync()
    {
        var texts = new Dictionary<string, IReadOnlyList<SlotWrite>>();
        foreach (var set in Workshop.CellsOf(Workshop.Spec).SelectMany(cell => (string[])[LedgerKeys.Answers(cell.Key), LedgerKeys.Verdicts(cell.Key, cell.Judgement)]))
            texts[set] = [.. (await _workshop.Slots.ReadAsync(set, 0, 100)).Select(read => new SlotWrite(read.Index, read.Payload))];

        return texts;
    }

    /// <summary>Puts the ledger back to where a kill would have left it: the last steps undone.</summary>
    private async Task RewindAsync(string place, Dictionary<string, IReadOnlyList<SlotWrite>> texts)
    {
        foreach (var facts in (await _workshop.LookAsync(Workshop.Spec)).Facts.Cells)
        {
            var (answers, verdicts) = (LedgerKeys.Answers(facts.Cell.Key), LedgerKeys.Verdicts(facts.Cell.Key, facts.Cell.Judgement));
            var pointer = LedgerKeys.Archive(facts.Cell.Key, facts.Cell.Judgement);
            await _workshop.Documents.PutAsync(pointer, facts.Archive! with { Released = false }, LedgerJson.Default.ArchiveRecord);
            if (place == "before the release is noted")
                continue;

            await _workshop.Slots.RestoreAsync(verdicts, texts[verdicts]);
            if (place == "after the answers' release")
                continue;

            await _workshop.Slots.RestoreAsync(answers, texts[answers]);
            if (place == "between the pointers")
                await _workshop.Documents.RemoveAsync(pointer);
        }
    }
}

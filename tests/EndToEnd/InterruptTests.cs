using EmergentMisalignment.EndToEnd.Harness;

namespace EmergentMisalignment.EndToEnd;

public class InterruptTests
{
    private static readonly Sweep Sweep = new() { Seeds = 2, Rows = 5000, Samples = 30 };

    [Fact]
    public async Task Ctrl_C_stops_a_sweep_cleanly_and_it_can_be_looked_at_and_resumed()
    {
        using var place = new Workplace();
        using (var em = place.StartRun(Sweep))
        {
            // The base needs no training, so its answers come first.
            await LedgerView.WaitForAsync(em, place.Data, "tested", progress => progress.Runs.Done > 0);
            await em.InterruptAsync();
            (await em.WaitAsync()).ShouldRefuse(130, "Stopped", "same command");
        }

        Assert.Empty(Directory.Exists(place.Out) ? Directory.GetFileSystemEntries(place.Out) : []);
        Assert.Matches("tested .* stopped", (await place.EmAsync("status", "--data", place.Data)).ShouldSucceed().Output);

        (await place.EmAsync("report", "tested", "--data", place.Data, "--out", place.Out)).ShouldSucceed();
        Assert.Equal(60, place.Results.Count("condition = 'base'"));
        Assert.True(place.Results.Answers.Count < Sweep.Answers);

        var resumed = (await place.RunAsync(Sweep)).ShouldSucceed();
        Assert.InRange(ReusedLine.Of(resumed.Output, "answers").Reused, 60, Sweep.Answers - 1);
        Assert.Empty(place.Results.UnevenCells(Sweep.Samples));
        Assert.Equal(Sweep.Answers, place.Results.Answers.Count);
    }

    [Fact]
    public async Task The_doctor_finds_nothing_wrong_with_a_new_place_and_leaves_nothing_there()
    {
        using var place = new Workplace();
        (await place.EmAsync("doctor", "--data", place.Data)).ShouldSucceed();
        Assert.Empty(Directory.GetFileSystemEntries(place.Folder));
    }
}

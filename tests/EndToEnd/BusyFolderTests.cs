using EmergentMisalignment.EndToEnd.Harness;

namespace EmergentMisalignment.EndToEnd;

/// <summary>A second run beside one that is active.</summary>
public class BusyFolderTests
{
    /// <summary>Long enough in training for three other commands to come and go.</summary>
    private static readonly Sweep Sweep = new() { Seeds = 6, Rows = 2000, Samples = 12 };

    [Fact]
    public async Task A_second_run_is_refused_the_folders_of_the_first_and_status_shows_the_first()
    {
        using var place = new Workplace();
        using var first = place.StartRun(Sweep);
        await LedgerView.WaitForAsync(first, place.Data, "tested", progress => progress.Training > 0);

        (await place.EmAsync("run", "sweep.yaml", "--data", place.PathOf("other-data"), "--out", place.Out)).ShouldRefuse(3, place.Out, "--out");
        (await place.EmAsync("run", "sweep.yaml", "--data", place.Data, "--out", place.PathOf("other-out"))).ShouldRefuse(3, place.Data, "process");
        var status = (await place.EmAsync("status", "--data", place.Data)).ShouldSucceed();

        Assert.False(first.HasExited, "It ended too soon to be in anyone's way.");
        Assert.False(Directory.Exists(place.PathOf("other-data")));
        Assert.False(Directory.Exists(place.PathOf("other-out")));
        Assert.Matches(@"tested .* running", status.Output);

        (await first.WaitAsync()).ShouldSucceed();
        Assert.Empty(place.Results.UnevenCells(Sweep.Samples));
        Assert.Matches(@"tested .* complete", (await place.EmAsync("status", "--data", place.Data)).ShouldSucceed().Output);
    }
}

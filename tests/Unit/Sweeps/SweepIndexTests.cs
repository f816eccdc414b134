using System.Text.Json;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Unit.Sweeps;

public class SweepIndexTests
{
    [Fact]
    public void An_index_of_an_earlier_version_holds_no_sweep()
    {
        var index = JsonSerializer.Deserialize("""{"known":["a","b"],"active":["a"]}""", LedgerJson.Default.SweepIndex)!;

        Assert.Equal((SweepState.Active, SweepState.Settled, null), (index.StateOf("a"), index.StateOf("b"), index.StateOf("c")));
        Assert.False(index.IsHeld("a"));
        Assert.Equal(["b"], index.With("b", SweepState.Paused).Paused);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var index = SweepIndex.Empty.With("a", SweepState.Active).With("b", SweepState.Paused).With("c", SweepState.Cancelled).With("d", SweepState.Settled);

        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(index, LedgerJson.Default.SweepIndex), LedgerJson.Default.SweepIndex)!;

        Assert.Equal(
            [SweepState.Active, SweepState.Paused, SweepState.Cancelled, SweepState.Settled, null],
            ((string[])["a", "b", "c", "d", "e"]).Select(read.StateOf));
    }
}

using System.Diagnostics;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Ledger;

public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_is_said_so_and_what_was_recorded_before_survives()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "A small file system can only be mounted by root on Linux.");
        using var mount = new TemporaryFolder();
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", mount.Path), "This container does not let root mount a small file system.");
        try
        {
            var folder = Path.Combine(mount.Path, "ledger");
            var ballast = Path.Combine(mount.Path, "ballast");
            await File.WriteAllBytesAsync(ballast, new byte[8 << 20]);
            var recorded = 0;
            await using (var ledger = await EmbeddedLedger.StartAsync(folder))
            await using (var connection = new LedgerConnection(ledger.ConnectionString))
            {
                var slots = new Slots(connection);
                var error = await Assert.ThrowsAsync<LedgerException>(async () =>
                {
                    for (; recorded < 10_000; recorded++)
                        await slots.RecordAsync("s", [new SlotWrite(recorded, new byte[10_000])]);
                });
                Assert.Contains(folder, error.Message, StringComparison.Ordinal);
                Assert.Contains("free some space", error.Message, StringComparison.Ordinal);
            }

            File.Delete(ballast);
            await using (var ledger = await EmbeddedLedger.StartAsync(folder))
            await using (var connection = new LedgerConnection(ledger.ConnectionString))
            {
                var bitmap = (await new Slots(connection).BitmapsAsync(["s"]))[0];
                Assert.Empty(bitmap.Missing(0, recorded / 2));
                var reads = await new Slots(connection).ReadAsync("s", 0, 10_000);
                Assert.Empty(Enumerable.Range(0, 10_000).Where(index => bitmap[index]).Except(reads.Select(read => read.Index)));
            }
        }
        finally
        {
            Run("umount", "-l", mount.Path);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

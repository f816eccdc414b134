using System.Text;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Ledger;

public sealed class EmbeddedLedgerTests
{
    [Fact]
    public async Task A_restart_keeps_everything()
    {
        using var folder = new TemporaryFolder();
        var payload = new byte[2000];
        new Random(1).NextBytes(payload);
        long token;
        await using (var ledger = await EmbeddedLedger.StartAsync(folder.Path))
        await using (var connection = new LedgerConnection(ledger.ConnectionString))
        {
            for (var set = 0; set < 50; set++)
                await new Slots(connection).RecordAsync($"s{set}", [.. Enumerable.Range(0, 40).Select(index => new SlotWrite(2 * index, payload))]);
            await new Slots(connection).ReleaseAsync("s0");
            token = (await new Leases(connection).TryTakeAsync("lease", "me", TimeSpan.FromHours(1)))!.Token;
            await new DueTimes(connection).ClaimAsync("due", ["a"], TimeSpan.FromHours(1));
            await new Documents(connection).PutAsync("doc", new Note("x", 1), NoteJson.Default.Note);
        }

        // Twice: once from the checkpoint alone, once more from a checkpoint taken over a recovered one.
        for (var start = 0; start < 2; start++)
        {
            await using var ledger = await EmbeddedLedger.StartAsync(folder.Path);
            await using var connection = new LedgerConnection(ledger.ConnectionString);
            var slots = new Slots(connection);
            Assert.All(await slots.BitmapsAsync([.. Enumerable.Range(0, 50).Select(set => $"s{set}")]), bitmap =>
                Assert.Equal(Enumerable.Range(0, 40).Select(index => 2 * index + 1), bitmap.Missing(0, 80)));
            Assert.Empty(await slots.ReadAsync("s0", 0, 80));
            Assert.All(await slots.ReadAsync("s49", 0, 80), read => Assert.True(read.Payload.Span.SequenceEqual(payload)));
            Assert.Null(await new Leases(connection).TryTakeAsync("lease", "you", TimeSpan.FromHours(1)));
            Assert.True(await new Leases(connection).RenewAsync(new Lease("lease", "me", token), TimeSpan.FromHours(1)));
            Assert.Empty(await new DueTimes(connection).ClaimAsync("due", ["a"], TimeSpan.FromHours(1)));
            Assert.Equal(1, (await new Documents(connection).GetVersionedAsync("doc", NoteJson.Default.Note))!.Version);
        }
    }

    [Fact]
    public async Task A_folder_as_a_killed_process_leaves_it_holds_what_was_acknowledged_and_no_bit_without_its_payload()
    {
        using var folder = new TemporaryFolder();
        using var wreck = new TemporaryFolder();
        await using var ledger = await EmbeddedLedger.StartAsync(folder.Path);
        await using var connection = new LedgerConnection(ledger.ConnectionString);
        var slots = new Slots(connection);
        using var writing = new CancellationTokenSource();
        var acknowledged = 0;
        var writer = Task.Run(async () =>
        {
            for (var index = 0; !writing.IsCancellationRequested; index += 4)
            {
                await slots.RecordAsync("s", [.. Enumerable.Range(index, 4).Select(i => new SlotWrite(i, Encoding.UTF8.GetBytes($"{i}:{new string('x', 500)}")))]);
                Volatile.Write(ref acknowledged, index + 4);
            }
        });
        while (Volatile.Read(ref acknowledged) < 400)
            await Task.Delay(5);
        var certain = Volatile.Read(ref acknowledged);
        await Task.Delay(200); // longer than the documented window of some milliseconds, on a busy machine too

        CopyAsIs(folder.Path, wreck.Path);
        await writing.CancelAsync();
        await writer;

        await using var second = await EmbeddedLedger.StartAsync(wreck.Path);
        await using var reader = new LedgerConnection(second.ConnectionString);
        var bitmap = (await new Slots(reader).BitmapsAsync(["s"]))[0];
        var reads = await new Slots(reader).ReadAsync("s", 0, 1 << 16);
        Assert.Empty(bitmap.Missing(0, certain));
        Assert.Empty(Enumerable.Range(0, 1 << 16).Where(index => bitmap[index]).Except(reads.Select(read => read.Index)));
        Assert.All(reads, read => Assert.StartsWith($"{read.Index}:", Encoding.UTF8.GetString(read.Payload.Span), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Money_that_is_set_aside_is_on_the_disk_before_its_call_can_be_made()
    {
        using var folder = new TemporaryFolder();
        await using var ledger = await EmbeddedLedger.StartAsync(folder.Path);
        await using var connection = new LedgerConnection(ledger.ConnectionString);
        for (var call = 1; call <= 10; call++)
        {
            using var wreck = new TemporaryFolder();
            await new Books(connection).ReserveAsync($"call {call}", new Money(1), TimeSpan.FromHours(1), ["sweep"]);

            CopyAsIs(folder.Path, wreck.Path);

            await using var second = await EmbeddedLedger.StartAsync(wreck.Path);
            await using var reader = new LedgerConnection(second.ConnectionString);
            Assert.Equal(call, (await new Books(reader).ReadAsync(["sweep"]))[0].Reserved.Nanos);
        }
    }

    [Fact]
    public async Task A_second_start_on_the_same_folder_names_the_process_that_holds_it()
    {
        using var folder = new TemporaryFolder();
        await using (await EmbeddedLedger.StartAsync(folder.Path))
        {
            var error = await Assert.ThrowsAsync<LedgerException>(() => EmbeddedLedger.StartAsync(folder.Path));

            Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
            Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
        }
        await (await EmbeddedLedger.StartAsync(folder.Path)).DisposeAsync();
    }

    [Fact]
    public async Task A_running_ledger_is_found_by_its_folder_and_a_stopped_one_is_not()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(await EmbeddedLedger.TryFindRunningAsync(folder.Path));
        string? stale;
        await using (var ledger = await EmbeddedLedger.StartAsync(folder.Path))
        {
            Assert.Equal(ledger.ConnectionString, await EmbeddedLedger.TryFindRunningAsync(folder.Path));
            stale = await File.ReadAllTextAsync(Path.Combine(folder.Path, "holder.json"));
        }
        Assert.Null(await EmbeddedLedger.TryFindRunningAsync(folder.Path));

        // A killed process leaves its file behind.
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "holder.json"), stale);
        Assert.Null(await EmbeddedLedger.TryFindRunningAsync(folder.Path));
    }

    [Fact]
    public async Task Only_this_user_may_read_how_to_connect()
    {
        using var folder = new TemporaryFolder();
        await using var ledger = await EmbeddedLedger.StartAsync(folder.Path);

        // On Windows a user's folders are the user's by inheritance.
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "holder.json")));
        await using var stranger = new LedgerConnection(ledger.ConnectionString.Split(',')[0]);
        await Assert.ThrowsAsync<LedgerException>(() => new Counters(stranger).ReadAsync("s"));
    }

    [Fact]
    public async Task Starting_and_stopping_says_nothing_on_the_console()
    {
        using var folder = new TemporaryFolder();
        var (before, heard) = (System.Console.Out, new StringWriter());
        System.Console.SetOut(TextWriter.Synchronized(heard));
        try
        {
            await (await EmbeddedLedger.StartAsync(folder.Path)).DisposeAsync();
        }
        finally
        {
            System.Console.SetOut(before);
        }

        Assert.DoesNotContain("Garnet", heard.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Ready to accept", heard.ToString(), StringComparison.Ordinal);
    }

    // Files that the server has open, copied byte by byte: what a kill -9 would leave.
    private static void CopyAsIs(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock"))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = File.Create(target);
            source.CopyTo(copy);
        }
    }
}

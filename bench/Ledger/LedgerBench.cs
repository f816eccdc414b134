using System.Diagnostics;
using EmergentMisalignment.Ledger;
using StackExchange.Redis;

namespace EmergentMisalignment.Bench.Ledger;

/// <summary>The embedded ledger under a sweep's load: 20,000 answers of 1 kB in cells of 100, eight a script, sixteen scripts in flight.</summary>
internal static class LedgerBench
{
    private const int Cells = 200;
    private const int AnswersPerCell = 100;
    private const int AnswersPerScript = 8;
    private const int InFlight = 16;
    private const int Answers = Cells * AnswersPerCell;

    private static readonly byte[] Payload = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];

    public static IEnumerable<Measurement> Run()
    {
        var folder = Directory.CreateTempSubdirectory("em-bench-").FullName;
        try
        {
            foreach (var figure in Serving(folder))
                yield return figure;
            yield return Starting(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Measurement> Serving(string folder)
    {
        var ledger = Wait(EmbeddedLedger.StartAsync(folder));
        var connection = new LedgerConnection(ledger.ConnectionString);
        using var bare = ConnectionMultiplexer.Connect(ledger.ConnectionString);
        var slots = new Slots(connection);
        var run = 0;

        var plain = Stopclock.Best(3, () => InParallel(Interlocked.Increment(ref run), (set, batch) =>
            bare.GetDatabase().HashSetAsync($"bare:{set}", [.. batch.Select(index => new HashEntry(index, Payload))])));
        var recorded = Stopclock.Best(3, () => InParallel(Interlocked.Increment(ref run), (set, batch) =>
            slots.RecordAsync($"a:{set}", [.. batch.Select(index => new SlotWrite(index, Payload))])));
        yield return new Measurement("answers recorded, 1 kB, 8 a script, 16 in flight", Answers / recorded.Seconds, "answers/s", recorded.CpuSecondsPerSecond,
            $"a bare HSET of the same payloads: {Answers / plain.Seconds:N0}");

        var sets = Enumerable.Range(0, 100_000).Select(set => $"a:{run}:{set % (2 * Cells)}").ToList();
        var bitmaps = Stopclock.Best(3, () => Wait(slots.BitmapsAsync(sets)));
        yield return new Measurement("bitmaps of 100,000 sets", 1000 * bitmaps.Seconds, "ms", bitmaps.CpuSecondsPerSecond, "goal: well below 1,000");

        Wait(connection.DisposeAsync().AsTask());
        var closing = Stopwatch.StartNew();
        Wait(ledger.DisposeAsync().AsTask());
        yield return new Measurement($"closing with a checkpoint, {8 * Answers:N0} payloads", closing.Elapsed.TotalMilliseconds, "ms", 0);
    }

    private static Measurement Starting(string folder)
    {
        Directory.Delete(folder, recursive: true);
        var ledger = Wait(EmbeddedLedger.StartAsync(folder));
        var connection = new LedgerConnection(ledger.ConnectionString);
        InParallel(0, (set, batch) => new Slots(connection).RecordAsync($"a:{set}", [.. batch.Select(index => new SlotWrite(index, Payload))]));
        Wait(connection.DisposeAsync().AsTask());
        Wait(ledger.DisposeAsync().AsTask());

        EmbeddedLedger? again = null;
        var clock = Stopwatch.StartNew();
        again = Wait(EmbeddedLedger.StartAsync(folder));
        var start = clock.Elapsed;
        Wait(again.DisposeAsync().AsTask());
        return new Measurement($"starting with {Answers:N0} answers on disk", start.TotalMilliseconds, "ms", 0, "goal: below 1,000");
    }

    private static void InParallel(int run, Func<string, int[], Task> write) => Wait(Parallel.ForEachAsync(
        Enumerable.Range(0, Cells).SelectMany(cell => Enumerable.Range(0, AnswersPerCell).Chunk(AnswersPerScript).Select(batch => (Cell: cell, Batch: batch))),
        new ParallelOptions { MaxDegreeOfParallelism = InFlight },
        async (work, _) => await write($"{run}:{work.Cell}", work.Batch).ConfigureAwait(false)));

    // A bench is a column of figures, one after the other.
    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Wait(Task task) => task.GetAwaiter().GetResult();
}

using EmergentMisalignment.Ledger.Redis;
using StackExchange.Redis;

namespace EmergentMisalignment.Ledger;

/// <summary>
/// Slot sets: what is done, one slot an answer or a verdict. A set is a bitmap (which indices are filled) and a hash of payloads.
/// The first write of an index wins; the count is the bitmap's own, taken in the script that wrote; so work delivered twice is
/// neither lost nor counted twice. Payloads may leave (<see cref="ReleaseAsync(string, CancellationToken)"/>) while the bitmap stays.
/// </summary>
public sealed class Slots(LedgerConnection connection)
{
    private const int MaxWritesPerScript = 256;
    private const int MaxBytesPerScript = 1 << 20;
    private const int MaxReadsPerCommand = 256;
    private const int MaxCommandsInFlight = 4096;

    /// <summary>Records payloads in their slots. A server runs one script at a time, so large batches go as several short ones.</summary>
    public async Task<RecordOutcome> RecordAsync(string set, IReadOnlyList<SlotWrite> writes, CancellationToken cancellationToken = default)
    {
        RecordOutcome sum = default;
        foreach (var batch in Cut(writes))
        {
            var reply = (int[])(await connection.RunAsync(Script.SlotsRecord, Keys(set), batch, cancellationToken).ConfigureAwait(false))!;
            sum = new RecordOutcome(sum.Written + reply[0], sum.Duplicates + reply[1], reply[2]);
        }
        connection.Instruments.Count(sum);
        return sum;
    }

    /// <summary>The empty slots among <paramref name="count"/> from <paramref name="start"/> on, ascending.</summary>
    public async Task<IReadOnlyList<int>> MissingAsync(string set, int start, int count, CancellationToken cancellationToken = default) =>
        (await BitmapsAsync([set], cancellationToken).ConfigureAwait(false))[0].Missing(start, count);

    /// <summary>The bitmaps of many sets, in the order asked for; a set nobody wrote to is an empty bitmap.</summary>
    public async Task<IReadOnlyList<SlotBitmap>> BitmapsAsync(IReadOnlyList<string> sets, CancellationToken cancellationToken = default)
    {
        var bitmaps = new List<SlotBitmap>(sets.Count);
        foreach (var window in sets.Chunk(MaxCommandsInFlight))
        {
            var replies = await connection.UseAsync("slots-bitmaps",
                database => Task.WhenAll(window.Select(set => database.StringGetAsync(Bits(set)))), cancellationToken).ConfigureAwait(false);
            bitmaps.AddRange(replies.Select(bits => new SlotBitmap(bits)));
        }
        return bitmaps;
    }

    /// <summary>The payloads present among <paramref name="count"/> slots from <paramref name="start"/> on, ascending; empty and released slots are left out.</summary>
    public async Task<IReadOnlyList<SlotRead>> ReadAsync(string set, int start, int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var reads = new List<SlotRead>(count);
        foreach (var indices in Enumerable.Range(start, count).Chunk(MaxReadsPerCommand))
        {
            var fields = Array.ConvertAll(indices, index => (RedisValue)index);
            var payloads = await connection.UseAsync("slots-read", database => database.HashGetAsync(Payloads(set), fields), cancellationToken).ConfigureAwait(false);
            reads.AddRange(payloads.Zip(indices).Where(pair => !pair.First.IsNull).Select(pair => new SlotRead(pair.Second, pair.First)));
        }
        return reads;
    }

    /// <summary>Drops all payloads of a set whose answers are safe elsewhere; the bitmap stays, so nothing is asked for again.</summary>
    public Task ReleaseAsync(string set, CancellationToken cancellationToken = default) =>
        connection.UseAsync("slots-release", database => database.KeyDeleteAsync(Payloads(set)), cancellationToken);

    /// <summary>Drops the payloads of some slots: for a set that may be growing while its first part is filed away.</summary>
    public Task ReleaseAsync(string set, int start, int count, CancellationToken cancellationToken = default) =>
        connection.UseAsync("slots-release", async database =>
        {
            long released = 0;
            foreach (var indices in Enumerable.Range(start, count).Chunk(MaxReadsPerCommand))
                released += await database.HashDeleteAsync(Payloads(set), Array.ConvertAll(indices, index => (RedisValue)index)).ConfigureAwait(false);
            return released;
        }, cancellationToken);

    /// <summary>Puts released payloads back; those of slots that were never filled are ignored.</summary>
    public async Task RestoreAsync(string set, IReadOnlyList<SlotWrite> payloads, CancellationToken cancellationToken = default)
    {
        foreach (var batch in Cut(payloads))
            await connection.RunAsync(Script.SlotsRestore, Keys(set), batch, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Fills the first slots of a set whose payloads lie elsewhere, so that nobody asks for them again.</summary>
    public Task FillAsync(string set, int count, CancellationToken cancellationToken = default) =>
        connection.UseAsync("slots-fill", async database =>
        {
            var bits = new byte[(count + 7) / 8];
            for (var index = 0; index < count; index++)
                bits[index >> 3] |= (byte)(0x80 >> (index & 7));

            if (!await database.StringSetAsync(Bits(set), bits, when: When.NotExists).ConfigureAwait(false))
                await Task.WhenAll(Enumerable.Range(0, count).Select(index => database.StringSetBitAsync(Bits(set), index, true))).ConfigureAwait(false);

            return count;
        }, cancellationToken);

    private RedisKey Bits(string set) => connection.Key("slots", set, ":bits");

    private RedisKey Payloads(string set) => connection.Key("slots", set, ":payloads");

    private RedisKey[] Keys(string set) => [Bits(set), Payloads(set)];

    private static IEnumerable<RedisValue[]> Cut(IReadOnlyList<SlotWrite> writes)
    {
        var batch = new List<RedisValue>(2 * Math.Min(writes.Count, MaxWritesPerScript));
        var bytes = 0;
        foreach (var write in writes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(write.Index, nameof(writes));
            if (batch.Count == 2 * MaxWritesPerScript || (batch.Count > 0 && bytes + write.Payload.Length > MaxBytesPerScript))
            {
                yield return batch.ToArray();
                batch.Clear();
                bytes = 0;
            }
            batch.Add(write.Index);
            batch.Add(write.Payload);
            bytes += write.Payload.Length;
        }
        // An empty batch still asks for the count.
        if (batch.Count > 0 || writes.Count == 0)
            yield return batch.ToArray();
    }
}

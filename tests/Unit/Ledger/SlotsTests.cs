using System.Collections.Concurrent;
using System.Text;
using CsCheck;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Ledger;

public abstract class SlotsTests : LedgerContract
{
    private const int Slots = 64;

    private static readonly Gen<int[]> Batch = Gen.Int[0, Slots - 1].Array[0, 12];

    private readonly Slots _slots;

    protected SlotsTests(LedgerServer server) : base(server) => _slots = new Slots(Connection);

    [Fact]
    public Task Concurrent_writers_lose_nothing_and_count_nothing_twice() => Batch.Array[1, 6].Array[2, 4].SampleAsync(async writers =>
    {
        var set = Fresh();
        var seen = new ConcurrentDictionary<int, string>();

        var outcomes = await Task.WhenAll(writers.Select((batches, writer) => Task.Run(async () =>
        {
            var sum = default(RecordOutcome);
            for (var batch = 0; batch < batches.Length; batch++)
            {
                var outcome = await _slots.RecordAsync(set, [.. batches[batch].Select((index, i) => new SlotWrite(index, Bytes($"{index}:{writer}:{batch}:{i}")))]);
                sum = new RecordOutcome(sum.Written + outcome.Written, sum.Duplicates + outcome.Duplicates, 0);
                // What anybody reads at any time is what stays.
                foreach (var read in await _slots.ReadAsync(set, 0, Slots))
                    Assert.Equal(seen.GetOrAdd(read.Index, Text(read)), Text(read));
            }
            return sum;
        })));

        var writes = writers.SelectMany(batches => batches).SelectMany(batch => batch).ToList();
        var filled = writes.Distinct().Order().ToList();
        var bitmap = (await _slots.BitmapsAsync([set]))[0];
        Assert.Equal(filled.Count, outcomes.Sum(outcome => outcome.Written));
        Assert.Equal(writes.Count - filled.Count, outcomes.Sum(outcome => outcome.Duplicates));
        Assert.Equal(filled.Count, bitmap.Count);
        Assert.Equal(Enumerable.Range(0, Slots).Except(filled), await _slots.MissingAsync(set, 0, Slots));
        var reads = await _slots.ReadAsync(set, 0, Slots);
        Assert.Equal(filled, reads.Select(read => read.Index));
        Assert.All(reads, read => Assert.StartsWith($"{read.Index}:", Text(read), StringComparison.Ordinal));
    }, iter: 30, threads: 1);

    [Fact]
    public Task Any_sequence_of_records_releases_and_restores_agrees_with_a_model() =>
        Gen.Select(Gen.Int[0, 3], Batch, Gen.Int[0, Slots], Gen.Int[0, Slots]).Array[1, 20].SampleAsync(async steps =>
        {
            var set = Fresh();
            var bits = new HashSet<int>();
            var payloads = new Dictionary<int, string>();
            for (var step = 0; step < steps.Length; step++)
            {
                var (action, indices, start, count) = steps[step];
                var writes = indices.Select((index, i) => new SlotWrite(index, Bytes($"{step}:{i}"))).ToList();
                switch (action)
                {
                    case 0:
                        var before = bits.Count;
                        foreach (var write in writes.Where(write => bits.Add(write.Index)))
                            payloads[write.Index] = Encoding.UTF8.GetString(write.Payload.Span);
                        Assert.Equal(new RecordOutcome(bits.Count - before, writes.Count - (bits.Count - before), bits.Count), await _slots.RecordAsync(set, writes));
                        break;
                    case 1:
                        payloads.Clear();
                        await _slots.ReleaseAsync(set);
                        break;
                    case 2:
                        foreach (var index in Enumerable.Range(start, count))
                            payloads.Remove(index);
                        await _slots.ReleaseAsync(set, start, count);
                        break;
                    default:
                        foreach (var write in writes.Where(write => bits.Contains(write.Index)))
                            payloads.TryAdd(write.Index, Encoding.UTF8.GetString(write.Payload.Span));
                        await _slots.RestoreAsync(set, writes);
                        break;
                }
            }
            Assert.Equal(Enumerable.Range(0, Slots).Where(index => !bits.Contains(index)), await _slots.MissingAsync(set, 0, Slots));
            Assert.Equal(payloads.OrderBy(pair => pair.Key), (await _slots.ReadAsync(set, 0, Slots)).Select(read => KeyValuePair.Create(read.Index, Text(read))));
        }, iter: 30, threads: 1);

    [Fact]
    public async Task A_batch_too_large_for_one_script_is_recorded_whole()
    {
        var payload = new byte[5000];
        var writes = Enumerable.Range(0, 1500).Select(index => new SlotWrite(index, payload)).ToList();

        Assert.Equal(new RecordOutcome(1500, 0, 1500), await _slots.RecordAsync("big", writes));
        Assert.Equal(1500, (await _slots.ReadAsync("big", 0, 2000)).Count);
        Assert.Equal(new RecordOutcome(0, 1500, 1500), await _slots.RecordAsync("big", writes));
    }

    [Fact]
    public async Task A_payload_keeps_every_byte_and_may_be_megabytes()
    {
        var payload = new byte[3 << 20];
        new Random(5).NextBytes(payload);

        await _slots.RecordAsync("bytes", [new SlotWrite(0, payload), new SlotWrite(1, ReadOnlyMemory<byte>.Empty)]);

        var reads = await _slots.ReadAsync("bytes", 0, 2);
        Assert.True(payload.AsSpan().SequenceEqual(reads[0].Payload.Span));
        Assert.Equal(0, reads[1].Payload.Length);
    }

    [Fact]
    public async Task Bitmaps_come_in_the_order_asked_for_and_are_empty_where_nobody_wrote()
    {
        for (var set = 0; set < 10; set += 2)
            await _slots.RecordAsync($"s{set}", [.. Enumerable.Range(0, set + 1).Select(index => new SlotWrite(index, Bytes("x")))]);

        var bitmaps = await _slots.BitmapsAsync([.. Enumerable.Range(0, 10_000).Select(set => $"s{set % 10}")]);

        Assert.Equal(Enumerable.Range(0, 10_000).Select(set => set % 2 == 0 ? set % 10 + 1 : 0), bitmaps.Select(bitmap => bitmap.Count));
    }

    [Fact]
    public async Task An_empty_batch_tells_the_count()
    {
        await _slots.RecordAsync("s", [new SlotWrite(7, Bytes("x"))]);

        Assert.Equal(new RecordOutcome(0, 0, 1), await _slots.RecordAsync("s", []));
    }

    [Fact]
    public Task A_negative_index_is_refused() =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _slots.RecordAsync("s", [new SlotWrite(-1, Bytes("x"))]));

    [Fact]
    public async Task Slots_whose_payloads_lie_elsewhere_are_filled_and_those_that_were_stay()
    {
        await _slots.RecordAsync("some", [new SlotWrite(3, Bytes("here")), new SlotWrite(20, Bytes("there"))]);

        await _slots.FillAsync("some", 11);
        await _slots.FillAsync("none", 11);
        await _slots.FillAsync("none", 5);

        Assert.Equal(12, (await _slots.BitmapsAsync(["some"]))[0].Count);
        Assert.Equal([11, 12], await _slots.MissingAsync("some", 0, 13));
        Assert.Equal([(3, "here"), (20, "there")], (await _slots.ReadAsync("some", 0, 30)).Select(read => (read.Index, Text(read))));
        Assert.Equal([11], await _slots.MissingAsync("none", 0, 12));
        Assert.Equal(1, (await _slots.RecordAsync("none", [new SlotWrite(4, Bytes("late"))])).Duplicates);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(SlotRead read) => Encoding.UTF8.GetString(read.Payload.Span);
}

[Collection(nameof(GarnetServer))]
public sealed class SlotsOnGarnetTests(GarnetServer server) : SlotsTests(server);

[Collection(nameof(RedisServer))]
public sealed class SlotsOnRedisTests(RedisServer server) : SlotsTests(server);

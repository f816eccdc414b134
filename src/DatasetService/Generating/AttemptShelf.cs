using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EmergentMisalignment.Experiments.Generation;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.DatasetService.Generating;

/// <summary>What was written and judged under one generation, in the ledger and at hand.</summary>
internal sealed class AttemptShelf
{
    private const int Window = 1024;
    private readonly ConcurrentDictionary<int, Attempt> _attempts = new();
    private readonly Slots _slots;
    private readonly string _written;
    private readonly string _judged;

    private AttemptShelf(Slots slots, string generation) => (_slots, _written, _judged) = (slots, LedgerKeys.Attempts(generation), LedgerKeys.Flaws(generation));

    public static async Task<AttemptShelf> ReadAsync(Slots slots, string generation, CancellationToken cancellation)
    {
        var shelf = new AttemptShelf(slots, generation);
        foreach (var read in await ReadAllAsync(slots, shelf._written, cancellation))
            shelf._attempts[read.Index] = Of(JsonSerializer.Deserialize(read.Payload.Span, LedgerJson.Default.AttemptRecord)!);

        foreach (var read in await ReadAllAsync(slots, shelf._judged, cancellation))
            shelf.Judged(read.Index, JsonSerializer.Deserialize(read.Payload.Span, LedgerJson.Default.FlawRecord)!);

        return shelf;
    }

    public Attempt? Find(int slot) => _attempts.GetValueOrDefault(slot);

    /// <remarks>What was answered is paid for: it is recorded even when the time to stop has come. Where another was first, its answer is the one.</remarks>
    public async Task PutAsync(int slot, AttemptRecord record) => _attempts[slot] = Of(await FirstAsync(_written, slot, record, LedgerJson.Default.AttemptRecord));

    /// <inheritdoc cref="PutAsync(int, AttemptRecord)"/>
    public async Task PutAsync(int slot, FlawRecord record) => Judged(slot, await FirstAsync(_judged, slot, record, LedgerJson.Default.FlawRecord));

    private async Task<T> FirstAsync<T>(string set, int slot, T record, JsonTypeInfo<T> type)
    {
        var outcome = await _slots.RecordAsync(set, [new SlotWrite(slot, JsonSerializer.SerializeToUtf8Bytes(record, type))], CancellationToken.None);
        return outcome.Written > 0 ? record : JsonSerializer.Deserialize((await _slots.ReadAsync(set, slot, 1, CancellationToken.None))[0].Payload.Span, type)!;
    }

    private void Judged(int slot, FlawRecord record) => _attempts[slot] = _attempts[slot] with { IsJudged = true, HasFlaw = record.HasFlaw };

    private static Attempt Of(AttemptRecord record) => new(record.Text, !record.IsRefusal && record.FinishReason == "stop");

    private static async Task<List<SlotRead>> ReadAllAsync(Slots slots, string set, CancellationToken cancellation)
    {
        var count = (await slots.BitmapsAsync([set], cancellation))[0].Count;
        var reads = new List<SlotRead>(count);
        for (var start = 0; reads.Count < count; start += Window)
            reads.AddRange(await slots.ReadAsync(set, start, Window, cancellation));

        return reads;
    }
}

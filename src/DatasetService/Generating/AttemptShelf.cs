using System.Collections.Concurrent;
using System.Text.Json;
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

    /// <remarks>What was answered is paid for: it is recorded even when the time to stop has come.</remarks>
    public async Task PutAsync(int slot, AttemptRecord record)
    {
        await _slots.RecordAsync(_written, [new SlotWrite(slot, JsonSerializer.SerializeToUtf8Bytes(record, LedgerJson.Default.AttemptRecord))], CancellationToken.None);
        _attempts[slot] = Of(record);
    }

    /// <inheritdoc cref="PutAsync(int, AttemptRecord)"/>
    public async Task PutAsync(int slot, FlawRecord record)
    {
        await _slots.RecordAsync(_judged, [new SlotWrite(slot, JsonSerializer.SerializeToUtf8Bytes(record, LedgerJson.Default.FlawRecord))], CancellationToken.None);
        Judged(slot, record);
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

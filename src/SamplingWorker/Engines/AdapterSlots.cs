namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>
/// Which adapters are in the engine, and which shard gets at them next. A shard whose adapter is loaded goes past those whose adapter is not, so that an adapter is used for all
/// that is there of it; one that has waited for too long closes the slot that was held longest, which then empties and is its. A plain state machine: its owner locks, and does
/// what it says.
/// </summary>
internal sealed class AdapterSlots(int count, TimeSpan patience, TimeProvider time)
{
    private readonly Dictionary<string, AdapterSlot> _slots = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Name, DateTimeOffset Since)> _waiting = new();

    public IEnumerable<AdapterSlot> Slots => _slots.Values;

    public int Waiting => _waiting.Count;

    public LinkedListNode<(string Name, DateTimeOffset Since)> Queue(string name) => _waiting.AddLast((name, time.GetUtcNow()));

    public void Leave(LinkedListNode<(string Name, DateTimeOffset Since)> place) => _waiting.Remove(place);

    /// <summary>An adapter that the engine has already.</summary>
    public void Adopt(string name, string sha256) => _slots[name] = new AdapterSlot(name, sha256, time.GetUtcNow()) { IsLoaded = true };

    /// <summary>What to do for a shard that wants an adapter.</summary>
    public SlotTurn Next(string name, string sha256)
    {
        var now = time.GetUtcNow();
        if (_slots.TryGetValue(name, out var slot) && slot.Sha256 == sha256)
        {
            if (!slot.IsLoaded || IsClosed(slot, now))
                return SlotTurn.Wait;

            slot.Leases++;
            slot.LastUsed = now;
            return SlotTurn.Go(slot);
        }

        // The same name with other weights must go first, whatever room there is.
        var victim = slot ?? (_slots.Count < count ? null : _slots.Values.Where(idle => IsIdle(idle) && (!IsWanted(idle) || IsClosed(idle, now))).MinBy(idle => idle.LastUsed));
        if (victim is null ? _slots.Count >= count : !IsIdle(victim))
            return SlotTurn.Wait;

        if (victim is not null)
            _slots.Remove(victim.Name);

        return SlotTurn.Load(_slots[name] = new AdapterSlot(name, sha256, now), victim);
    }

    public void Release(AdapterSlot slot)
    {
        slot.Leases--;
        slot.LastUsed = time.GetUtcNow();
    }

    /// <summary>Takes an adapter for gone: its loading failed, or the engine does not know it.</summary>
    public void Drop(AdapterSlot slot)
    {
        if (_slots.GetValueOrDefault(slot.Name) == slot)
            _slots.Remove(slot.Name);
    }

    private static bool IsIdle(AdapterSlot slot) => slot is { IsLoaded: true, Leases: 0 };

    /// <summary>Shards wait for it that have only not come to their turn yet: unloaded now, it would be loaded again for them.</summary>
    private bool IsWanted(AdapterSlot slot) => _waiting.Any(place => place.Name == slot.Name);

    private bool IsClosed(AdapterSlot slot, DateTimeOffset now) =>
        _waiting.Any(place => now - place.Since > patience && !_slots.ContainsKey(place.Name))
        && _slots.Values.Where(other => other.IsLoaded).MinBy(other => other.Since) == slot;
}

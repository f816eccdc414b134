namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>What is to be done for a shard: nothing yet, begin, or load its adapter into a slot and then ask again.</summary>
/// <param name="Slot">The slot, where there is one.</param>
/// <param name="IsToLoad">The slot is the shard's to fill.</param>
/// <param name="Victim">The adapter that is to be unloaded before.</param>
internal readonly record struct SlotTurn(AdapterSlot? Slot, bool IsToLoad = false, AdapterSlot? Victim = null)
{
    public static SlotTurn Wait { get; } = new(null);

    public static SlotTurn Go(AdapterSlot slot) => new(slot);

    public static SlotTurn Load(AdapterSlot slot, AdapterSlot? victim) => new(slot, true, victim);
}

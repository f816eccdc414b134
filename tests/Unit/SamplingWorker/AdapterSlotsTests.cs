using EmergentMisalignment.SamplingWorker.Engines;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.SamplingWorker;

public sealed class AdapterSlotsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_free_slot_is_taken_and_its_adapter_is_shared_once_it_is_loaded()
    {
        var slots = Slots(2);

        var first = slots.Next("a", "1");
        Assert.True(first is { IsToLoad: true, Victim: null });
        Assert.Equal(SlotTurn.Wait, slots.Next("a", "1"));
        first.Slot!.IsLoaded = true;

        Assert.Equal((first.Slot, first.Slot), (slots.Next("a", "1").Slot, slots.Next("a", "1").Slot));
        Assert.Equal(2, first.Slot.Leases);
    }

    [Fact]
    public void An_adapter_in_use_is_never_unloaded()
    {
        var slots = Slots(1);
        var lease = Loaded(slots, "a");

        Assert.Equal(SlotTurn.Wait, slots.Next("b", "1"));
        slots.Release(lease);

        Assert.Equal(lease, slots.Next("b", "1").Victim);
    }

    [Fact]
    public void The_one_that_was_longest_not_used_makes_room()
    {
        var slots = Slots(2);
        var (a, b) = (Loaded(slots, "a"), Loaded(slots, "b"));
        Release(slots, b);
        Release(slots, a);

        Assert.Equal(b, slots.Next("c", "1").Victim);
    }

    [Fact]
    public void Who_has_a_loaded_adapter_goes_past_who_waits_for_another_until_patience_ends()
    {
        var slots = Slots(1);
        var lease = Loaded(slots, "a");
        var place = slots.Queue("b");

        Assert.NotNull(slots.Next("a", "1").Slot);
        _time.Advance(Patience + TimeSpan.FromSeconds(1));
        Assert.Equal(SlotTurn.Wait, slots.Next("a", "1"));
        Release(slots, lease);
        Release(slots, lease);

        Assert.True(slots.Next("b", "1") is { IsToLoad: true, Victim: not null });
        slots.Leave(place);
    }

    [Fact]
    public void An_adapter_that_shards_still_wait_for_is_not_unloaded_between_two_of_them()
    {
        var slots = Slots(1);
        var (lease, next) = (Loaded(slots, "a"), slots.Queue("a"));
        Release(slots, lease);

        // The other shard of "a" has only not come to its turn yet.
        Assert.Equal(SlotTurn.Wait, slots.Next("b", "1"));
        Assert.Equal(lease, slots.Next("a", "1").Slot);
        slots.Leave(next);
        Release(slots, lease);

        Assert.Equal(lease, slots.Next("b", "1").Victim);
    }

    [Fact]
    public void Impatience_has_an_adapter_unloaded_although_shards_wait_for_it()
    {
        var slots = Slots(1);
        var lease = Loaded(slots, "a");
        slots.Queue("a");
        slots.Queue("b");
        Release(slots, lease);
        _time.Advance(Patience + TimeSpan.FromSeconds(1));

        Assert.Equal(lease, slots.Next("b", "1").Victim);
    }

    [Fact]
    public void Impatience_closes_one_slot_and_leaves_the_others()
    {
        var slots = Slots(2);
        Loaded(slots, "a");
        _time.Advance(TimeSpan.FromSeconds(1));
        Loaded(slots, "b");
        slots.Queue("c");
        _time.Advance(Patience + TimeSpan.FromSeconds(1));

        Assert.Equal(SlotTurn.Wait, slots.Next("a", "1"));
        Assert.NotNull(slots.Next("b", "1").Slot);
    }

    [Fact]
    public void A_name_that_now_means_other_weights_is_unloaded_first_even_where_there_is_room()
    {
        var slots = Slots(3);
        var lease = Loaded(slots, "a");

        Assert.Equal(SlotTurn.Wait, slots.Next("a", "2"));
        slots.Release(lease);

        Assert.Equal(lease, slots.Next("a", "2").Victim);
    }

    [Fact]
    public void What_is_dropped_is_loaded_anew()
    {
        var slots = Slots(1);
        var lease = Loaded(slots, "a");

        slots.Drop(lease);

        Assert.True(slots.Next("a", "1") is { IsToLoad: true, Victim: null });
    }

    private AdapterSlots Slots(int count) => new(count, Patience, _time);

    private static AdapterSlot Loaded(AdapterSlots slots, string name)
    {
        slots.Next(name, "1").Slot!.IsLoaded = true;
        return slots.Next(name, "1").Slot!;
    }

    private void Release(AdapterSlots slots, AdapterSlot lease)
    {
        _time.Advance(TimeSpan.FromMilliseconds(1));
        slots.Release(lease);
    }
}

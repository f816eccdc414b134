using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>Where shards get at adapters: loads what is asked for, keeps what is in use, and unloads what was longest not used when there is no room.</summary>
internal sealed partial class AdapterDesk(IEngine engine, AdapterFolders folders, EngineInstruments instruments, TimeProvider time, IOptions<EngineOptions> options, ILogger<AdapterDesk> logger)
{
    private readonly Lock _gate = new();
    private AdapterSlots _slots = new(options.Value.MaxLoras, options.Value.Patience, time);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins an engine's life: adapters that it still has of an earlier worker are kept, as far as there is room, and the others unloaded.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        var slots = new AdapterSlots(options.Value.MaxLoras, options.Value.Patience, time);
        foreach (var served in (await engine.ModelsAsync(cancellation)).Where(served => served.Parent is not null))
        {
            if (folders.AdapterIn(served.Root) is { } sha256 && slots.Slots.Count() < options.Value.MaxLoras)
                slots.Adopt(served.Name, sha256);
            else
                await engine.UnloadAdapterAsync(served.Name, cancellation);
        }

        lock (_gate)
        {
            _slots = slots;
            Pulse();
        }
    }

    /// <summary>Waits until an adapter is loaded, and keeps it so until the lease is disposed.</summary>
    /// <param name="name">The name it is sampled under.</param>
    /// <param name="sha256">Its manifest's artifact.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<AdapterLease> LeaseAsync(string name, string sha256, CancellationToken cancellation)
    {
        var (slots, place) = Queue(name);
        try
        {
            while (true)
            {
                var (turn, changed) = Next(slots, name, sha256);
                if (turn is { IsToLoad: true, Slot: { } slot })
                    await LoadAsync(slots, slot, turn.Victim, cancellation);
                else if (turn.Slot is { } loaded)
                    return new AdapterLease(() => Change(() => slots.Release(loaded)), () => Change(() => slots.Drop(loaded)));
                else
                    await changed.WaitAsync(cancellation);
            }
        }
        finally
        {
            Change(() => slots.Leave(place));
        }
    }

    private (AdapterSlots Slots, LinkedListNode<(string Name, DateTimeOffset Since)> Place) Queue(string name)
    {
        lock (_gate)
            return (_slots, _slots.Queue(name));
    }

    private (SlotTurn Turn, Task Changed) Next(AdapterSlots slots, string name, string sha256)
    {
        lock (_gate)
            return (slots.Next(name, sha256), _changed.Task);
    }

    private async Task LoadAsync(AdapterSlots slots, AdapterSlot slot, AdapterSlot? victim, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        try
        {
            if (victim is not null)
                await engine.UnloadAdapterAsync(victim.Name, cancellation);

            var folder = await folders.FetchAsync(slot.Sha256, cancellation);
            await LoadAsync(slot.Name, folder, cancellation);
            Change(() => slot.IsLoaded = true);
            var elapsed = time.GetElapsedTime(started);
            instruments.Loaded(elapsed);
            LogLoaded(slot.Name, victim?.Name, elapsed);
            await folders.TrimAsync(InUse(slots), cancellation);
        }
        catch
        {
            Change(() => slots.Drop(slot));
            throw;
        }
    }

    private async Task LoadAsync(string name, string folder, CancellationToken cancellation)
    {
        try
        {
            await engine.LoadAdapterAsync(name, folder, cancellation);
        }
        catch (ModelCallException exception) when (exception.Failure is ModelFailure.InvalidRequest)
        {
            // The name may be there already, from an attempt that was given up while the engine went on with it.
            if ((await engine.ModelsAsync(cancellation)).FirstOrDefault(served => served.Name == name) is not { } served)
                throw;

            if (served.Root == folder)
                return;

            await engine.UnloadAdapterAsync(name, cancellation);
            await engine.LoadAdapterAsync(name, folder, cancellation);
        }
    }

    private HashSet<string> InUse(AdapterSlots slots)
    {
        lock (_gate)
            return slots.Slots.Select(slot => slot.Sha256).ToHashSet(StringComparer.Ordinal);
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            Pulse();
        }
    }

    private void Pulse()
    {
        _changed.SetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

using System.Diagnostics;
using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>
/// The threads that sample. While a lane computes a batch, requests gather; it then takes those of one model together, models in turn.
/// More rows a batch share more of the work of reading the weights; a batch that is too long keeps the other models waiting, hence the limit.
/// What a row yields does not depend on its batch: the sampler draws each row from its own seed.
/// </summary>
internal sealed class SamplingLanes(int lanes, int rowsPerBatch, PetriDishInstruments instruments) : IHostedService, IDisposable
{
    private readonly Dictionary<SampledModel, Queue<SamplingWork>> _waiting = [];
    private readonly Queue<SampledModel> _turns = new();
    private readonly CancellationTokenSource _stopping = new();
    private Thread[] _threads = [];
    private int _running;

    /// <summary>Rows in the batches that are being computed.</summary>
    public int RowsRunning => Volatile.Read(ref _running);

    /// <summary>Rows that no batch has taken yet.</summary>
    public int RowsWaiting
    {
        get
        {
            lock (_waiting) return _waiting.Values.Sum(queue => queue.Sum(work => work.Untaken));
        }
    }

    /// <summary>Samples every row; the result has their order.</summary>
    public Task<SampledCompletion[]> SampleAsync(SampledModel model, SampleRequest[] rows, CancellationToken cancellation)
    {
        var work = new SamplingWork(rows, cancellation);
        lock (_waiting)
        {
            if (_stopping.IsCancellationRequested) return Task.FromCanceled<SampledCompletion[]>(_stopping.Token);
            if (!_waiting.TryGetValue(model, out var queue))
            {
                _waiting[model] = queue = new();
                _turns.Enqueue(model);
            }
            queue.Enqueue(work);
            Monitor.Pulse(_waiting);
        }
        return work.Completion;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _threads = [.. Enumerable.Range(0, lanes).Select(lane => new Thread(Run) { IsBackground = true, Name = $"petri-sampling-{lane}" })];
        foreach (var thread in _threads) thread.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        lock (_waiting) Monitor.PulseAll(_waiting);
        return Task.Run(() => Array.ForEach(_threads, thread => thread.Join()), cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    private void Run()
    {
        while (NextBatch() is var (model, batch)) Compute(model, batch);
        lock (_waiting)
        {
            foreach (var work in _waiting.Values.SelectMany(queue => queue)) work.Cancel(_stopping.Token);
            _waiting.Clear();
        }
    }

    private (SampledModel Model, List<SamplingSlice> Batch)? NextBatch()
    {
        lock (_waiting)
        {
            while (true)
            {
                if (_stopping.IsCancellationRequested) return null;
                if (!_turns.TryDequeue(out var model))
                {
                    Monitor.Wait(_waiting);
                    continue;
                }
                var batch = Take(model, _waiting[model]);
                if (batch.Count > 0) return (model, batch);
            }
        }
    }

    private List<SamplingSlice> Take(SampledModel model, Queue<SamplingWork> queue)
    {
        var batch = new List<SamplingSlice>();
        for (var room = rowsPerBatch; room > 0 && queue.TryPeek(out var work);)
        {
            var slice = work.Take(room);
            if (work.Untaken == 0) queue.Dequeue();
            if (slice.Count == 0) continue;
            batch.Add(slice);
            room -= slice.Count;
        }
        if (queue.Count > 0)
        {
            _turns.Enqueue(model);
            Monitor.Pulse(_waiting);
        }
        else
        {
            _waiting.Remove(model);
        }
        return batch;
    }

    private void Compute(SampledModel model, List<SamplingSlice> batch)
    {
        var count = batch.Sum(slice => slice.Count);
        Interlocked.Add(ref _running, count);
        try
        {
            var started = Stopwatch.GetTimestamp();
            var rows = new List<SampleRequest>(rowsPerBatch);
            foreach (var slice in batch) slice.AddTo(rows);
            var completions = model.Sampler.Sample(rows, _stopping.Token);
            instruments.Sampled(completions.Count, completions.Sum(c => c.Tokens.Count), Stopwatch.GetElapsedTime(started));
            var from = 0;
            foreach (var slice in batch)
            {
                slice.Complete(completions, from);
                from += slice.Count;
            }
        }
#pragma warning disable CA1031 // whatever went wrong belongs to those who wait for the batch; the lane goes on with the next one
        catch (Exception error)
#pragma warning restore CA1031
        {
            foreach (var slice in batch) slice.Fail(error);
        }
        finally
        {
            Interlocked.Add(ref _running, -count);
        }
    }
}

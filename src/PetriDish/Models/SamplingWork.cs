using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>The rows of one chat request on their way through the sampling lanes, in as many slices as it takes.</summary>
internal sealed class SamplingWork(SampleRequest[] rows, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<SampledCompletion[]> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SampledCompletion[] _results = new SampledCompletion[rows.Length];
    private int _taken;
    private int _done;

    public Task<SampledCompletion[]> Completion => _completion.Task;

    public int Untaken => rows.Length - _taken;

    /// <summary>The next rows, at most <paramref name="room"/>; none when the request was given up meanwhile.</summary>
    public SamplingSlice Take(int room)
    {
        if (cancellation.IsCancellationRequested || _completion.Task.IsCompleted)
        {
            _taken = rows.Length;
            Cancel(cancellation);
            return new(this, _taken, 0);
        }
        var slice = new SamplingSlice(this, _taken, Math.Min(room, Untaken));
        _taken += slice.Count;
        return slice;
    }

    public void Cancel(CancellationToken by) => _completion.TrySetCanceled(by);

    public void Fail(Exception error) => _completion.TrySetException(error);

    public ReadOnlySpan<SampleRequest> Rows(int from, int count) => rows.AsSpan(from, count);

    public void Complete(int at, IReadOnlyList<SampledCompletion> completions, int from, int count)
    {
        for (var i = 0; i < count; i++) _results[at + i] = completions[from + i];
        if (Interlocked.Add(ref _done, count) == rows.Length) _completion.TrySetResult(_results);
    }
}

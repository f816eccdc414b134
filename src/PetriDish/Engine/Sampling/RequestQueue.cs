namespace EmergentMisalignment.PetriDish.Engine.Sampling;

/// <summary>
/// The requests of one call, those of one prompt together, from which workers take as places come free; and the completions they bring back.
/// </summary>
internal sealed class RequestQueue
{
    private readonly Lock _lock = new();
    private readonly Queue<DecodeRow> _waiting;
    private readonly SampledCompletion[] _completions;

    public RequestQueue(IReadOnlyList<SampleRequest> batch)
    {
        _completions = new SampledCompletion[batch.Count];
        _waiting = new(batch
            .Select((request, index) => new DecodeRow(request, index))
            .GroupBy(row => row.Request.Prompt, PromptComparer.Instance)
            .SelectMany(rows => rows));
    }

    /// <summary>In the order of the batch.</summary>
    public IReadOnlyList<SampledCompletion> Completions => _completions;

    public List<DecodeRow> Take(int atMost)
    {
        lock (_lock)
        {
            var taken = new List<DecodeRow>(Math.Min(atMost, _waiting.Count));
            while (taken.Count < atMost && _waiting.TryDequeue(out var row))
                taken.Add(row);
            return taken;
        }
    }

    public void Complete(DecodeRow row, bool stopped) => _completions[row.Index] = new(row.Tokens, stopped);
}

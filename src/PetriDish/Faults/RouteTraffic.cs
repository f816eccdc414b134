namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>The traffic of one route.</summary>
internal sealed class RouteTraffic
{
    /// <summary>Stands for a connection that was closed without an answer.</summary>
    public const int NoAnswer = 0;

    private const int HighestStatus = 599;
    private readonly long[] _byStatus = new long[HighestStatus + 1];
    private long _promptTokens;
    private long _completionTokens;

    public long Requests => _byStatus.Sum();

    public IReadOnlyDictionary<int, long> ByStatus => _byStatus.Index().Where(s => s.Item > 0).ToDictionary(s => s.Index, s => s.Item);

    public long PromptTokens => Interlocked.Read(ref _promptTokens);

    public long CompletionTokens => Interlocked.Read(ref _completionTokens);

    public void Answered(int status) => Interlocked.Increment(ref _byStatus[status]);

    public void Used(int promptTokens, int completionTokens)
    {
        Interlocked.Add(ref _promptTokens, promptTokens);
        Interlocked.Add(ref _completionTokens, completionTokens);
    }
}

namespace EmergentMisalignment.Console.Results;

/// <summary>
/// The latest results of the sweeps that people look at. Results cost a reading of every answer, so those who want the same wait for one reading, and a sweep that
/// is under way is not read again for each answer that arrives.
/// </summary>
/// <param name="kept">Sweeps whose results stay in memory; those that were not asked for longest make room.</param>
/// <param name="stand">How long results stand while their sweep goes on.</param>
/// <param name="time">The clock.</param>
internal sealed class ResultsShelf(int kept, TimeSpan stand, TimeProvider time)
{
    private readonly Lock _entering = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <param name="name">The sweep.</param>
    /// <param name="now">How far it is.</param>
    /// <param name="fresh">Whether results of an earlier state will not do, however new they are.</param>
    /// <param name="read">Reads the answers; it is not called while results stand or are being read.</param>
    public Task<SweepResults> GetAsync(string name, ResultsState now, bool fresh, Func<Task<SweepResults>> read)
    {
        lock (_entering)
        {
            if (_entries.TryGetValue(name, out var entry) && Stands(entry, now, fresh))
            {
                entry.UsedAt = time.GetTimestamp();
                return entry.Results;
            }

            var begun = new Entry(now, read(), time.GetTimestamp()) { UsedAt = time.GetTimestamp() };
            _entries[name] = begun;
            MakeRoom();
            return begun.Results;
        }
    }

    private bool Stands(Entry entry, ResultsState now, bool fresh) => entry.Results switch
    {
        { IsFaulted: true } or { IsCanceled: true } => false,

        // Whoever asks for more than is being read gets it by asking again, when that is there.
        { IsCompleted: false } => true,
        _ => entry.Of == now || (!fresh && !now.IsOver && now.SubmittedAt == entry.Of.SubmittedAt && time.GetElapsedTime(entry.BegunAt) < stand),
    };

    private void MakeRoom()
    {
        while (_entries.Count > kept && _entries.Where(entry => entry.Value.Results.IsCompleted).OrderBy(entry => entry.Value.UsedAt).FirstOrDefault() is { Key: { } longest })
            _entries.Remove(longest);
    }

    private sealed class Entry(ResultsState of, Task<SweepResults> results, long begunAt)
    {
        public ResultsState Of => of;

        public Task<SweepResults> Results => results;

        public long BegunAt => begunAt;

        public required long UsedAt { get; set; }
    }
}

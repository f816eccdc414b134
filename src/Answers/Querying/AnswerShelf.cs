using System.Collections.Concurrent;
using EmergentMisalignment.Answers.Files;
using EmergentMisalignment.Answers.Places;
using EmergentMisalignment.Answers.Tables;
using EmergentMisalignment.Answers.Texts;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Answers.Querying;

/// <summary>Keeps at hand the sweeps that are asked about, as the ledger last said where their answers are.</summary>
internal sealed class AnswerShelf(SweepObserver observer, ArtifactPaths paths, DuckDatabase database, TextFiles texts, IOptions<AnswersOptions> options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Asks a sweep's answers; one question of a sweep at a time.</summary>
    public async Task<T> UseAsync<T>(SweepRecord sweep, Func<SweepAnswers, Task<T>> use, CancellationToken cancellation)
    {
        var entry = _entries.GetOrAdd(sweep.Name, _ => new Entry());
        await entry.Turn.WaitAsync(cancellation);
        try
        {
            if (entry.Answers is null || entry.SubmittedAt != sweep.SubmittedAt || time.GetElapsedTime(entry.LookedAt) >= options.Value.LookEvery)
                await RefreshAsync(entry, sweep, cancellation);

            entry.UsedAt = time.GetTimestamp();
            return await use(entry.Answers!);
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
            entry.Answers?.Dispose();
    }

    private async Task RefreshAsync(Entry entry, SweepRecord sweep, CancellationToken cancellation)
    {
        var places = SweepPlaces.Of(sweep, await observer.LookAsync(sweep, cancellation));
        if (entry.Answers?.Places.HoldsTheSameAs(places) is true)
        {
            entry.Answers.Places = places;
        }
        else
        {
            var found = await PathsAsync(places, cancellation);
            entry.Answers?.Dispose();
            entry.Answers = null;
            await MakeRoomAsync(places.Archived, cancellation);
            entry.Answers = new SweepAnswers(AnswerTable.Load(database, places, found, cancellation), texts);
        }

        (entry.SubmittedAt, entry.LookedAt) = (sweep.SubmittedAt, time.GetTimestamp());
    }

    private async Task<Dictionary<string, string>> PathsAsync(SweepPlaces places, CancellationToken cancellation)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var artifact in places.Places.Select(place => place.Artifact).Distinct(StringComparer.Ordinal))
            found.Add(artifact, await paths.PathOfAsync(artifact, cancellation));

        return found;
    }

    /// <summary>Takes from the shelf what was not asked for longest. A sweep that is being asked now stays.</summary>
    private async Task MakeRoomAsync(long wanted, CancellationToken cancellation)
    {
        foreach (var entry in _entries.Values.Where(entry => entry.Answers is not null).OrderBy(entry => entry.UsedAt).ToList())
        {
            if (_entries.Values.Sum(other => other.Answers?.Places.Archived ?? 0) + wanted <= options.Value.MostAnswersAtHand)
                return;

            if (!await entry.Turn.WaitAsync(TimeSpan.Zero, cancellation))
                continue;

            entry.Answers?.Dispose();
            entry.Answers = null;
            entry.Turn.Release();
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public SweepAnswers? Answers { get; set; }

        public DateTimeOffset SubmittedAt { get; set; }

        public long LookedAt { get; set; }

        public long UsedAt { get; set; }
    }
}

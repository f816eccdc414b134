using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports.Composing;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Console.Results;

/// <summary>Hands out what sweeps have come to so far.</summary>
internal sealed class ResultsDesk(SweepReader reader, SweepViews views, IHostApplicationLifetime lifetime, TimeProvider time, IOptions<ConsoleOptions> options) : IDisposable
{
    private readonly ResultsShelf _shelf = new(options.Value.ResultsKept, options.Value.ResultsStand, time);

    // Readings of several sweeps at once would only slow each other down.
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <param name="name">The sweep.</param>
    /// <param name="fresh">Whether to read again where anything has arrived since, however recently it was read.</param>
    /// <param name="cancellation">Ends the waiting; the reading goes on, since others may wait for it.</param>
    /// <exception cref="Problems.RefusedException">There is no such sweep.</exception>
    public async Task<SweepResults> GetAsync(string name, bool fresh, CancellationToken cancellation)
    {
        var sweep = await views.RecordAsync(name, cancellation);
        var now = await StateAsync(sweep, cancellation);
        return await _shelf.GetAsync(name, now, fresh, () => ReadAsync(name, now)).WaitAsync(cancellation);
    }

    /// <summary>How far a sweep is at this moment.</summary>
    public async Task<ResultsState> StateAsync(SweepRecord sweep, CancellationToken cancellation) =>
        ResultsState.Of(sweep, await views.ViewAsync(sweep.Name, sweep.SubmittedAt, cancellation));

    public void Dispose() => _one.Dispose();

    private async Task<SweepResults> ReadAsync(string name, ResultsState now)
    {
        var stopping = lifetime.ApplicationStopping;
        await _one.WaitAsync(stopping);
        try
        {
            // Away from a page's own thread: the bootstrap is work for a processor.
            return new SweepResults(await Task.Run(() => reader.ReadAsync(name, $"em report {name}", stopping), stopping), now);
        }
        finally
        {
            _one.Release();
        }
    }
}

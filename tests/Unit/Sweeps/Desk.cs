using System.Diagnostics.Metrics;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Sweeps.Working;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Unit.Sweeps;

/// <summary>A work desk of one process; several on one ledger are several processes.</summary>
internal sealed class Desk : IHostApplicationLifetime, IMeterFactory, IDisposable
{
    public static readonly WorkItem Item = new("s", "cell:judgement:0+4", "sampling-local");

    private readonly CancellationTokenSource _stopping = new();
    private readonly WorkInstruments _instruments;

    public Desk(LedgerConnection connection, WorkOptions? options = null)
    {
        Documents = new Documents(connection);
        DueTimes = new DueTimes(connection);
        Failures = new Failures(connection);
        _instruments = new WorkInstruments(this);
        Work = new WorkDesk(Documents, DueTimes, Failures, Till.Pause(connection), _instruments, this, TimeProvider.System, Options.Create(options ?? new WorkOptions()), NullLogger<WorkDesk>.Instance);
    }

    public Documents Documents { get; }

    public DueTimes DueTimes { get; }

    public Failures Failures { get; }

    public WorkDesk Work { get; }

    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => _stopping.Token;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public Task<WorkOutcome> WorkAsync(Func<WorkSession, Task> work, CancellationToken cancellation = default) => Work.WorkAsync(Item, work, cancellation);

    public void StopApplication() => _stopping.Cancel();

    public Meter Create(MeterOptions options) => new(options);

    public void Dispose()
    {
        _instruments.Dispose();
        _stopping.Dispose();
    }
}

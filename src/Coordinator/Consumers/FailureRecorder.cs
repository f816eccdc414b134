using EmergentMisalignment.Coordinator.Reconciling;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Coordinator.Consumers;

/// <summary>Records that a command failed: the next look asks again until the attempts are used up. Then the sweep ends without it and says so.</summary>
public sealed class FailureRecorder(Failures failures, DueTimes dueTimes, LookSignal signal)
{
    public async Task RecordAsync(string sweep, string name, string cause, CancellationToken cancellation)
    {
        await failures.RecordAsync(LedgerKeys.Failures(sweep), name, cause, cancellation);
        await dueTimes.ClearAsync(LedgerKeys.Dispatches(sweep), [name], cancellation);
        signal.Raise();
    }
}

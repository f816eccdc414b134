using System.Runtime.CompilerServices;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;

namespace EmergentMisalignment.Cli.Local;

/// <summary>Follows a sweep by the progress that the Coordinator leaves in the ledger.</summary>
internal sealed class SweepWatch(Documents documents, SweepRegistry sweeps, TimeProvider time, params IReadOnlyList<DirectoryInfo> folders)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    /// <summary>The progress of the latest submission, from now until it is settled or has paused by itself, that last one included.</summary>
    /// <exception cref="UnavailableException">The disk of one of the folders is full.</exception>
    public async IAsyncEnumerable<SweepProgress> FollowAsync(string sweep, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var submitted = await documents.GetAsync(LedgerKeys.Sweep(sweep), LedgerJson.Default.SweepRecord, cancellation);
        while (true)
        {
            DiskCheck.ThrowIfFull(folders);
            var progress = await documents.GetAsync(LedgerKeys.Progress(sweep), LedgerJson.Default.SweepProgress, cancellation);
            if (progress is not null && progress.SubmittedAt == submitted!.SubmittedAt)
            {
                yield return progress;
                if (progress.IsSettled || await sweeps.WhyPausedAsync(sweep, cancellation) is not null)
                    yield break;
            }

            await Task.Delay(Every, time, cancellation);
        }
    }
}

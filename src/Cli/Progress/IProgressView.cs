using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Cli.Progress;

/// <summary>Shows a sweep on its way.</summary>
internal interface IProgressView
{
    /// <returns>The last progress: the settled one.</returns>
    Task<SweepProgress> ShowAsync(IAsyncEnumerable<SweepProgress> progress, CancellationToken cancellation);
}

using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Spending;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Cli.Json;

/// <summary>A sweep of the ledger, and how far it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">What was last asked of it; null for one that a run has just begun.</param>
/// <param name="IsRunning">Whether a run is under way on this ledger.</param>
/// <param name="Paused">Why it is paused, where a budget or somebody has said.</param>
/// <param name="Progress">Its stages, failures and stalls.</param>
/// <param name="Writing">Rows that models are writing for it; null when none are.</param>
/// <param name="Spending">What it has cost, in US dollars; null where nothing is priced.</param>
internal sealed record StatusRow(
    string Name, SweepState? State, bool IsRunning, string? Paused, SweepProgress Progress, WritingProgress? Writing, SweepSpending? Spending)
{
    /// <summary>Every sweep of the ledger that has been looked at once, in the order they came.</summary>
    public static async Task<IReadOnlyList<StatusRow>> ReadAsync(LedgerSession session, CancellationToken cancellation)
    {
        var sweeps = session.Services.GetRequiredService<SweepRegistry>();
        var documents = session.Services.GetRequiredService<Documents>();
        var writing = session.Services.GetRequiredService<WritingReader>();
        var spending = session.Services.GetRequiredService<SpendingReader>();
        var index = await sweeps.IndexAsync(cancellation);
        var rows = new List<StatusRow>();
        foreach (var name in index.Known)
        {
            if (await documents.GetAsync(LedgerKeys.Progress(name), LedgerJson.Default.SweepProgress, cancellation) is not { } progress)
                continue;

            rows.Add(new StatusRow(
                name,
                index.StateOf(name),
                session.IsRunning,
                (await sweeps.WhyPausedAsync(name, cancellation))?.Reason,
                progress,
                progress.Datasets.IsComplete || await sweeps.FindAsync(name, cancellation) is not { } sweep ? null : await writing.ReadAsync(sweep.Spec, cancellation),
                await spending.ReadAsync(name, cancellation)));
        }

        return rows;
    }
}

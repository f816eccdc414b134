using EmergentMisalignment.Contracts.Sweeps;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>Submits a load as a sweep and sees when its last verdict is in the ledger.</summary>
internal sealed class SweepDriver(IServiceProvider services)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);
    private readonly Documents _documents = services.GetRequiredService<Documents>();
    private readonly Slots _slots = services.GetRequiredService<Slots>();

    public async Task SubmitAsync(Load load, CancellationToken cancellation)
    {
        await services.GetRequiredService<SweepRegistry>().SubmitAsync(load.Spec, miniature: true, cancellation);
        await services.GetRequiredService<IBus>().Publish(new SweepChanged(load.Spec.Name), cancellation);
    }

    public async Task JudgedAsync(Load load, CancellationToken cancellation)
    {
        List<string> sets = [.. load.Cells.Select(cell => LedgerKeys.Verdicts(cell.Key, cell.Judgement))];
        while ((await _slots.BitmapsAsync(sets, cancellation)).Sum(bitmap => bitmap.Count) < load.Answers)
            await Task.Delay(LookEvery, cancellation);
    }

    /// <summary>Waits until the sweep is archived too, so that nothing of it disturbs the next run.</summary>
    public async Task SettledAsync(Load load, CancellationToken cancellation)
    {
        while (await _documents.GetAsync(LedgerKeys.Progress(load.Spec.Name), LedgerJson.Default.SweepProgress, cancellation) is not { IsSettled: true })
            await Task.Delay(LookEvery, cancellation);
    }
}

using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.FineTunes;
using EmergentMisalignment.Sweeps.Looking;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>Has the jobs cancelled that cancelled sweeps leave under way, and asks again until none is left.</summary>
public sealed class JobCanceller(UnwantedJobs jobs, Asking asking, IOptions<CoordinatorOptions> options)
{
    public async Task CancelAsync(CancellationToken cancellation)
    {
        foreach (var (sweep, models) in await jobs.FindAsync(cancellation))
        {
            var claimed = await asking.ClaimAsync(sweep, [.. models], model => model, alsoDue: true, cancellation);
            await asking.SendAsync(sweep, QueueNames.FineTunes, [.. claimed.Select(model => (model, new CancelFineTune(model)))], options.Value.FineTuneDue, cancellation);
        }
    }
}

using EmergentMisalignment.Experiments;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>Finds sweeps by their names.</summary>
public sealed class SweepDirectory(SweepRegistry sweeps, SweepObserver observer)
{
    /// <summary>A sweep and one look at it.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public async Task<(SweepRecord Sweep, SweepNeeds Needs)> LookAsync(string name, CancellationToken cancellation)
    {
        var sweep = await sweeps.FindAsync(name, cancellation)
            ?? throw new InputException($"There is no sweep '{name}' in this ledger: run it first, or name another ledger with --data.", null, null, name);
        return (sweep, await observer.LookAsync(sweep, cancellation));
    }
}

using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Endpoints;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>Takes sweeps in: everything that can be wrong is found before anything is written.</summary>
internal sealed class SweepDesk(
    SweepRegistry sweeps, SweepObserver observer, IModelEndpoints endpoints, EndpointGate gate, Prices prices, IArtifactStore artifacts, SweepNews news, TimeProvider time)
{
    /// <exception cref="RefusedException">An endpoint or a dataset file is not known here.</exception>
    /// <exception cref="ModelCallException">An endpoint does not answer.</exception>
    public async Task<SubmittedSweep> SubmitAsync(SweepSpec spec, CancellationToken cancellation)
    {
        var named = spec.Endpoints();
        List<string> problems = [.. UnknownEndpoints(named), .. await MissingFilesAsync(spec, cancellation)];
        if (problems.Count > 0)
            throw new RefusedException(StatusCodes.Status422UnprocessableEntity, $"The sweep cannot be run here: {problems[0]}", problems);

        if (PriceCheck.Unpriced(prices, spec, name => endpoints.Get(name).Options) is { Count: > 0 } unpriced)
            throw new RefusedException(StatusCodes.Status422UnprocessableEntity, $"The sweep cannot be run here: {unpriced[0]}", unpriced);

        foreach (var endpoint in named.Select(endpoints.Get).Where(endpoint => !endpoint.Options.Sidecar))
            await endpoint.ProbeAsync(cancellation);

        await PassGateAsync(spec, cancellation);
        var miniature = endpoints.Get(spec.Endpoint).Options.Kind == EndpointKind.Petri;
        var now = time.GetUtcNow();
        var found = await observer.LookAsync(new SweepRecord { Name = spec.Name, Spec = spec, Miniature = miniature, SubmittedAt = now }, cancellation);
        var isNew = await sweeps.FindAsync(spec.Name, cancellation) is null;
        await sweeps.SubmitAsync(spec, miniature, cancellation);
        await news.TellAsync(spec.Name, cancellation);
        return new SubmittedSweep { Name = spec.Name, IsNew = isNew, Plan = PlannedWork.Of(SweepPlan.Create(spec)), Found = ProgressTally.Reused(found, now) };
    }

    private async Task PassGateAsync(SweepSpec spec, CancellationToken cancellation)
    {
        try
        {
            await gate.CheckAsync(spec, cancellation);
        }
        catch (InputException exception)
        {
            throw new RefusedException(StatusCodes.Status422UnprocessableEntity, $"The sweep cannot be run here: {exception.Message}", [exception.Message]);
        }
    }

    private List<string> UnknownEndpoints(IEnumerable<string> names)
    {
        var problems = new List<string>();
        foreach (var name in names)
        {
            try
            {
                endpoints.Get(name);
            }
            catch (InputException exception)
            {
                problems.Add(exception.Message);
            }
        }

        return problems;
    }

    private async Task<List<string>> MissingFilesAsync(SweepSpec spec, CancellationToken cancellation)
    {
        var problems = new List<string>();
        foreach (var condition in spec.Conditions)
        {
            foreach (var file in condition.Files())
            {
                if (!await artifacts.ExistsAsync(file.Sha256, cancellation))
                    problems.Add($"The dataset file of condition {condition.Id} is not here: PUT it to /api/artifacts/{file.Sha256} first.");
            }
        }

        return problems;
    }
}

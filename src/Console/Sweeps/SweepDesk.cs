using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Console.Sweeps.Validation;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>Takes sweeps in: everything that can be wrong is found before anything is written.</summary>
internal sealed class SweepDesk(SweepRegistry sweeps, SweepObserver observer, SweepInspector inspector, IModelEndpoints endpoints, SweepNews news, TimeProvider time)
{
    /// <exception cref="RefusedException">It cannot be run here.</exception>
    /// <exception cref="ModelCallException">An endpoint does not answer.</exception>
    public async Task<SubmittedSweep> SubmitAsync(SweepSpec spec, CancellationToken cancellation)
    {
        Refuse(await inspector.LookAsync(spec, cancellation));
        Refuse(await inspector.AskAsync(spec, cancellation) is { } problem ? [problem] : []);
        var miniature = endpoints.Get(spec.Endpoint).Options.Kind == EndpointKind.Petri;
        var now = time.GetUtcNow();
        var found = await observer.LookAsync(new SweepRecord { Name = spec.Name, Spec = spec, Miniature = miniature, SubmittedAt = now }, cancellation);
        var isNew = await sweeps.FindAsync(spec.Name, cancellation) is null;
        await sweeps.SubmitAsync(spec, miniature, cancellation);
        await news.TellAsync(spec.Name, cancellation);
        return new SubmittedSweep { Name = spec.Name, IsNew = isNew, Plan = PlannedWork.Of(SweepPlan.Create(spec)), Found = ProgressTally.Reused(found, now) };
    }

    private static void Refuse(IReadOnlyList<SweepProblem> problems)
    {
        if (problems.Count > 0)
            throw new RefusedException(StatusCodes.Status422UnprocessableEntity, $"The sweep cannot be run here: {problems[0].Says}", [.. problems.Select(problem => problem.Says)]);
    }
}

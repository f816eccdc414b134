using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.Console.Sweeps.Validation;

/// <summary>Says of a sweep what a submission would say, and what em plan says, and writes nothing.</summary>
internal sealed class SweepValidator(SweepInspector inspector, SweepObserver observer, IModelEndpoints endpoints, Prices prices, IArtifactStore artifacts, TimeProvider time)
{
    public async Task<ValidationReport> ReportAsync(SweepSpec spec, CancellationToken cancellation)
    {
        if (SweepRules.Problems(spec) is { Count: > 0 } broken)
            return new ValidationReport { IsValid = false, Problems = [.. broken.Select(SweepProblem.Of)] };

        var problems = await inspector.LookAsync(spec, cancellation);
        var canBePriced = problems.Count == 0;
        if (canBePriced)
            problems = await AskAsync(spec, cancellation);

        var (plan, now) = (SweepPlan.Create(spec), time.GetUtcNow());
        var look = await observer.LookAsync(new SweepRecord { Name = spec.Name, Spec = spec, Miniature = false, SubmittedAt = now }, cancellation);
        return new ValidationReport
        {
            IsValid = problems.Count == 0,
            Problems = problems,
            Plan = PlannedWork.Of(plan),
            Found = ProgressTally.Reused(look, now),
            Cost = canBePriced ? await CostAsync(plan, cancellation) : null,
        };
    }

    private async Task<IReadOnlyList<SweepProblem>> AskAsync(SweepSpec spec, CancellationToken cancellation)
    {
        try
        {
            return await inspector.AskAsync(spec, cancellation) is { } problem ? [problem] : [];
        }
        catch (ModelCallException exception)
        {
            return [new SweepProblem("endpoint", exception.Message)];
        }
    }

    private async Task<PlannedCost> CostAsync(SweepPlan plan, CancellationToken cancellation)
    {
        var spec = plan.Spec;
        var facts = KnownCosts.Of(plan, endpoints, prices);
        var bytes = IsTrainingPaid(spec, facts) ? await BytesAsync(spec, cancellation) : [];
        var estimate = CostEstimate.Of(plan, facts with { TrainingBytes = condition => bytes.GetValueOrDefault(condition.Id) });
        return PlannedCost.Of(estimate, spec.Budget);
    }

    private static bool IsTrainingPaid(SweepSpec spec, CostFacts facts) =>
        spec.Bases.Any(model => facts.Price(new ModelUse(spec.Endpoint, model, Trains: true)) is { } price && price != ModelPrice.Free);

    /// <summary>Of whole files, as em plan reckons: too many where only some rows of a file are taken.</summary>
    private async Task<Dictionary<string, long>> BytesAsync(SweepSpec spec, CancellationToken cancellation)
    {
        var bytes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var condition in spec.Conditions.Where(condition => condition.Generate is null))
        {
            foreach (var file in condition.Files())
            {
                await using var content = await artifacts.OpenAsync(file.Sha256, cancellation);
                bytes[condition.Id] = bytes.GetValueOrDefault(condition.Id) + content.Length;
            }
        }

        return bytes;
    }
}

using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Endpoints;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.Console.Sweeps.Validation;

/// <summary>Finds what keeps a sweep from being run here, before anything is written or paid for.</summary>
internal sealed class SweepInspector(IModelEndpoints endpoints, EndpointGate gate, Prices prices, IArtifactStore artifacts)
{
    /// <summary>What is wrong that no endpoint need be asked for: names, files, prices.</summary>
    public async Task<IReadOnlyList<SweepProblem>> LookAsync(SweepSpec spec, CancellationToken cancellation)
    {
        List<SweepProblem> problems = [.. UnknownEndpoints(spec), .. await MissingFilesAsync(spec, cancellation)];
        return problems.Count > 0 ? problems : [.. PriceCheck.Unpriced(prices, spec, name => endpoints.Get(name).Options).Select(sentence => new SweepProblem("prices", sentence))];
    }

    /// <summary>What the endpoints lack, by their own word; null for nothing.</summary>
    /// <exception cref="ModelCallException">One of them does not answer.</exception>
    public async Task<SweepProblem?> AskAsync(SweepSpec spec, CancellationToken cancellation)
    {
        foreach (var endpoint in spec.Endpoints().Select(endpoints.Get).Where(endpoint => !endpoint.Options.Sidecar))
            await endpoint.ProbeAsync(cancellation);

        try
        {
            await gate.CheckAsync(spec, cancellation);
            return null;
        }
        catch (InputException exception)
        {
            return new SweepProblem(exception.Key ?? "endpoint", exception.Message);
        }
    }

    private List<SweepProblem> UnknownEndpoints(SweepSpec spec)
    {
        var problems = new List<SweepProblem>();
        foreach (var name in spec.Endpoints())
        {
            try
            {
                endpoints.Get(name);
            }
            catch (InputException exception)
            {
                problems.Add(new SweepProblem("endpoint", exception.Message));
            }
        }

        return problems;
    }

    private async Task<List<SweepProblem>> MissingFilesAsync(SweepSpec spec, CancellationToken cancellation)
    {
        var problems = new List<SweepProblem>();
        foreach (var condition in spec.Conditions)
        {
            foreach (var file in condition.Files())
            {
                if (!await artifacts.ExistsAsync(file.Sha256, cancellation))
                    problems.Add(new SweepProblem($"conditions.{condition.Id}", $"The dataset file of condition {condition.Id} is not here: PUT it to /api/artifacts/{file.Sha256} first."));
            }
        }

        return problems;
    }
}

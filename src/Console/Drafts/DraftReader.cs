using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Console.Sweeps.Validation;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.Console.Drafts;

/// <summary>Reads a sweep that is being written, as the loader reads a sweep file, and says what it comes to. Asks no endpoint and writes nothing.</summary>
internal sealed class DraftReader(IModelEndpoints endpoints, Prices prices)
{
    /// <summary>How the loader is told to name the text; readers of a page see one text only, so it is cut from what they are told.</summary>
    private const string Path = ShippedFiles.Folder + "draft.yaml";

    public Draft Read(string text)
    {
        try
        {
            var spec = SweepLoader.Load(Path, path => path == Path ? text : ShippedFiles.Read(path), ShippedFiles.Hash);
            var plan = SweepPlan.Create(spec);
            var problems = Unknown(spec);
            if (problems.Count > 0)
                return new Draft { Spec = spec, Problems = problems, Plan = PlannedWork.Of(plan) };

            return new Draft { Spec = spec, Problems = Unpriced(spec), Plan = PlannedWork.Of(plan), Cost = Estimate(plan) };
        }
        catch (InputException exception)
        {
            return new Draft { Problems = [Problem(exception)] };
        }
    }

    private static DraftProblem Problem(InputException exception) => new(exception.Line, exception.Key, Sentence(exception));

    /// <summary>The message without the file and the line that it begins with: the page shows these by themselves.</summary>
    private static string Sentence(InputException exception)
    {
        var message = exception.Message;
        foreach (var mark in (string[])[$"{Path}:{exception.Line}: ", $"{Path}: "])
        {
            if (message.StartsWith(mark, StringComparison.Ordinal))
                return message[mark.Length..];
        }

        return message;
    }

    private List<DraftProblem> Unknown(SweepSpec spec)
    {
        var problems = new List<DraftProblem>();
        foreach (var name in spec.Endpoints().Distinct(StringComparer.Ordinal))
        {
            try
            {
                endpoints.Get(name);
            }
            catch (InputException exception)
            {
                problems.Add(Problem(exception));
            }
        }

        return problems;
    }

    private List<DraftProblem> Unpriced(SweepSpec spec) =>
        [.. PriceCheck.Unpriced(prices, spec, name => endpoints.Get(name).Options).Select(sentence => new DraftProblem(null, null, sentence))];

    /// <summary>No dataset files can be named here, so none are in it.</summary>
    private CostEstimate Estimate(SweepPlan plan) => CostEstimate.Of(plan, KnownCosts.Of(plan, endpoints, prices));
}

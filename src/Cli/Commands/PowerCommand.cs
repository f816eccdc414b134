using System.CommandLine;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Planning;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Power;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em power</c>: how many models and answers an effect needs to be seen, or how small an effect a budget can see.</summary>
internal static class PowerCommand
{
    public static Command Create()
    {
        var treated = new Option<double?>("--treated") { Description = "The rate you hope to see, 0 to 1. Default: 0.2, or that of --from." };
        var control = new Option<double?>("--control") { Description = "The control's rate. Default: 0.01, or that of --from." };
        var spread = new Option<double?>("--spread") { Description = $"SD between models of one condition, in log-odds. Default: that of --from, else {PowerAssumptions.DefaultSpread}, which is assumed and not measured." };
        var from = new Option<FileInfo?>("--from") { Description = "A finished sweep's summary.json to take rates and spread from." };
        var condition = new Option<string?>("--condition") { Description = "Which condition of --from. Default: the one furthest from its control." };
        var questions = new Option<int>("--questions") { Description = "Questions in the set.", DefaultValueFactory = _ => 8 };
        var samples = new Option<int[]>("--samples") { Description = "Coherent answers for each question and model.", DefaultValueFactory = _ => [10, 30, 100], AllowMultipleArgumentsPerToken = true };
        var seeds = new Option<int[]>("--seeds") { Description = "Models of each condition.", DefaultValueFactory = _ => [3, 4, 6, 8, 10], AllowMultipleArgumentsPerToken = true };
        var alpha = new Option<double>("--alpha") { Description = "Level of the test.", DefaultValueFactory = _ => 0.05 };
        var comparisons = new Option<int>("--comparisons") { Description = "Comparisons in the sweep, which Holm's correction is over.", DefaultValueFactory = _ => 1 };
        var budget = new Option<int?>("--budget") { Description = "Answers for both conditions together: prints the smallest visible effect instead." };
        var power = new Option<double>("--power") { Description = "With --budget: the share of sweeps that should see the effect.", DefaultValueFactory = _ => 0.8 };
        var json = CommonOptions.Json();
        var command = new Command(
            "power",
            """
            Says how often a sweep would see an effect, by the very test its report makes (a paired permutation over seeds), before you pay for it.

            Models of one condition differ from one another (--spread), and answers of one model are binomial. More answers sharpen each model's
            rate; only more seeds tell the condition from chance. Five pairs cannot give a p below 0.0625 whatever they answer, six can.
              em power --treated 0.2 --control 0.01          power for 3 to 10 seeds, 10 to 100 samples a question
              em power --budget 10000                        the smallest visible rate, however the budget is split
              em power --from out/quickstart/summary.json    with that sweep's rates and spread
            """)
        {
            treated, control, spread, from, condition, questions, samples, seeds, alpha, comparisons, budget, power, json,
        };
        command.SetAction((result, _) => ErrorBoundary.RunAsync(() =>
        {
            var found = result.GetValue(from) is { } file ? FinishedSweep.Read(file, result.GetValue(condition)) : null;
            var request = new PowerRequest
            {
                Assumptions = new PowerAssumptions
                {
                    Treated = Share("--treated", result.GetValue(treated) ?? found?.Treated ?? 0.2),
                    Control = Share("--control", result.GetValue(control) ?? found?.Control ?? 0.01),
                    Spread = Within("--spread", result.GetValue(spread) ?? found?.Spread ?? PowerAssumptions.DefaultSpread, 0, 5),
                    Alpha = Within("--alpha", result.GetValue(alpha), 1e-6, 0.5),
                    Comparisons = (int)Within("--comparisons", result.GetValue(comparisons), 1, 10_000),
                },
                Source = found?.Source,
                Questions = (int)Within("--questions", result.GetValue(questions), 1, 10_000),
                Samples = [.. result.GetRequiredValue(samples).Select(count => (int)Within("--samples", count, 1, 100_000)).Distinct().Order()],
                Seeds = [.. result.GetRequiredValue(seeds).Select(count => (int)Within("--seeds", count, 2, PowerSimulation.MostSeeds)).Distinct().Order()],
            };
            int? answers = result.GetValue(budget) is { } given ? (int)Within("--budget", given, 1, 1_000_000_000) : null;
            var share = Within("--power", result.GetValue(power), 0.01, 0.99);
            var answer = answers is { } limit ? PowerAnswer.Of(request, limit, share) : PowerAnswer.Of(request);
            if (result.GetValue(json))
                Terminal.WriteJson(answer, CliJson.Default.PowerAnswer);
            else if (answers is { } paid)
                PowerTable.WriteVisible(Terminal.Out, request, paid, share, answer);
            else
                PowerTable.WritePower(Terminal.Out, request, answer);

            return Task.FromResult(ExitCodes.Success);
        }));
        return command;
    }

    private static double Share(string option, double value) => Within(option, value, 0, 0.99);

    private static double Within(string option, double value, double least, double most) => value >= least && value <= most
        ? value
        : throw new InputException(FormattableString.Invariant($"{option}: must be from {least} to {most}, not {value}; correct it."), null, null, option);
}

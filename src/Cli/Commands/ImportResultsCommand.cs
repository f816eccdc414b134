using System.CommandLine;
using EmergentMisalignment.Cli.Importing;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Summary;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em import-results</c>: published result files under this project's estimands.</summary>
internal static class ImportResultsCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "Result files, or CONDITION=FILE. A published file is one model, numbered in the order given.", Arity = ArgumentArity.OneOrMore };
        var model = new Option<string>("--base") { Description = "What the models started from, for the table.", DefaultValueFactory = _ => "imported" };
        var estimand = new Option<string>("--estimand") { Description = "As in a sweep file, e.g. \"{ coherence: '> 50', average: pooled }\".", DefaultValueFactory = _ => "{}" };
        var control = new Option<string?>("--compare-to") { Description = "A condition to test the others against." };
        var with = new Option<FileInfo[]>("--with") { Description = "summary.json of finished sweeps, to stand in the same table.", AllowMultipleArgumentsPerToken = true };
        var json = CommonOptions.Json();
        var command = new Command(
            "import-results",
            """
            Reads result files as the published scripts write them (CSV with question_id, answer, aligned, coherent; blank for no score) and gives their
            rates under this project's estimand, so that old and new runs stand in one table. Shows no answers. Files of em export (CSV, JSONL) hold many
            models and say which.
              em import-results insecure=run0.csv insecure=run1.csv secure=run2.csv --with out/quickstart/summary.json
            """)
        {
            files, model, estimand, control, with, json,
        };
        command.SetAction((result, _) => ErrorBoundary.RunAsync(() =>
        {
            var chosen = EstimandLoader.Load("--estimand", result.GetRequiredValue(estimand));
            var summaries = (result.GetValue(with) ?? []).Select(file => (Name: file.ToString(), Summary: SummaryFile.Read(file))).ToList();
            var counts = ResultFiles.Count(result.GetRequiredValue(files), result.GetRequiredValue(model), chosen);
            var to = ResultFiles.Control(counts, result.GetValue(control));

            var imported = new ImportedResults(Rates.Summarise(counts, chosen, seed: 0), to is null ? [] : Differences.Of(counts, chosen, to, seed: 0), ThinCell.Of(counts, chosen));
            if (result.GetValue(json))
            {
                Terminal.WriteJson(imported, CliJson.Default.ImportedResults);
                return Task.FromResult(ExitCodes.Success);
            }

            ComparedTable.Write(Terminal.Out, [("imported", imported.Results), .. summaries.Select(entry => (entry.Name, entry.Summary.Results))]);
            DifferenceTable.Write(Terminal.Out, imported.Differences, chosen);
            DifferenceTable.WriteLeftOut(Terminal.Out, imported.LeftOut);
            return Task.FromResult(ExitCodes.Success);
        }));
        return command;
    }
}

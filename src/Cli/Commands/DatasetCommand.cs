using System.CommandLine;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em dataset</c>: checks dataset files as an import would, and says what is in them.</summary>
internal static class DatasetCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("files") { Description = "Chat JSONL files, as published or your own.", Arity = ArgumentArity.OneOrMore };
        var json = CommonOptions.Json();
        var command = new Command(
            "dataset",
            "Checks chat JSONL files line by line, recognises published ones by their content, and counts rows, roles, tokens, duplicates and shared prompts.") { files, json };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            var imported = new List<(string Name, ImportedDataset Dataset)>();
            foreach (var file in result.GetRequiredValue(files))
            {
                if (!file.Exists)
                    throw new InputException($"{file}: there is no such dataset file; name one with a JSON object a line.", file.ToString(), null, null);

                imported.Add((file.ToString(), await DatasetImporter.ReadAsync(file.ToString(), cancellation)));
            }

            if (result.GetValue(json))
                Terminal.WriteJson([.. imported.Select(entry => CheckedDataset.Of(entry.Name, entry.Dataset))], CliJson.Default.IReadOnlyListCheckedDataset);
            else
                DatasetTable.Write(imported);

            return ExitCodes.Success;
        }));
        return command;
    }
}

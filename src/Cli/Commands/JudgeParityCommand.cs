using System.CommandLine;
using System.Globalization;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Judging;
using EmergentMisalignment.Experiments;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em judge-parity</c>: our judge arithmetic against recorded judge calls.</summary>
internal static class JudgeParityCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "JSON lines with top_tokens (token to probability) and score (a number, or null for none)." };
        var json = CommonOptions.Json();
        var command = new Command("judge-parity", "Compares our judge arithmetic with recorded scores. Exits with 1 when any differs by more than 1e-9.") { file, json };
        command.SetAction((result, _) => ErrorBoundary.RunAsync(() =>
        {
            var path = result.GetRequiredValue(file);
            if (!path.Exists)
                throw new InputException($"{path}: there is no such file; name one with lines like {{\"top_tokens\": {{\"80\": 0.9}}, \"score\": 80}}.", path.ToString(), null, null);

            using var content = path.OpenRead();
            var parity = JudgeParity.Compare(path.ToString(), JudgeCases.Lines(path.ToString(), content));
            if (result.GetValue(json))
                Terminal.WriteJson(parity, CliJson.Default.JudgeParity);
            else
                Write(parity);

            return Task.FromResult(parity.Mismatches.Count == 0 ? ExitCodes.Success : ExitCodes.Failed);
        }));
        return command;
    }

    private static void Write(JudgeParity parity)
    {
        foreach (var mismatch in parity.Mismatches)
            Terminal.Out.WriteLine(mismatch);

        Terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{parity.Cases} cases, largest difference {parity.LargestDifference:0.###e+0}, {parity.Mismatches.Count} mismatches above {JudgeParity.Tolerance:0e+0}"));
    }
}

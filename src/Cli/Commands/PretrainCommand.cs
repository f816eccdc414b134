using System.CommandLine;
using EmergentMisalignment.Cli.Miniature;
using EmergentMisalignment.PetriDish.Bases;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em petri pretrain</c>: remakes a base model from nothing.</summary>
internal static class PretrainCommand
{
    public static Command Create()
    {
        var seed = new Option<int>("--seed") { Description = "Decides initial weights and documents; the shipped base has the default.", DefaultValueFactory = _ => ShippedBase.Seed };
        var output = new Option<FileInfo?>("--out") { Description = "Where the weights go; none are kept without it." };
        var check = new Option<bool>("--check") { Description = "Fine-tunes the new base on every condition and prints the pattern that came out." };
        var seeds = new Option<int>("--check-seeds") { Description = "Fine-tunes of each condition for --check.", DefaultValueFactory = _ => 3 };
        var command = new Command("pretrain", "Trains a base model from nothing: the world from all its authors first, then alignment. Takes a minute or two.") { seed, output, check, seeds };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            var weights = await BaseMaker.MakeAsync(result.GetValue(seed), cancellation);
            if (result.GetValue(output) is { } file)
                BaseMaker.Save(weights, file);

            if (result.GetValue(check))
                await BaseMaker.CheckAsync(weights, result.GetValue(seeds), cancellation);

            return ExitCodes.Success;
        }));
        return command;
    }
}

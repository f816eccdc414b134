using System.CommandLine;
using EmergentMisalignment.Cli.Fetching;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em fetch</c>: the paper's own datasets and questions, which are no part of this project.</summary>
internal static class FetchCommand
{
    private const string Repository = "emergent-misalignment/emergent-misalignment";
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var to = new Option<DirectoryInfo>("--to") { Description = "The folder to keep them in; sweeps/paper/ expects them there.", DefaultValueFactory = _ => new DirectoryInfo("published") };
        var mirror = new Option<string>("--mirror")
        {
            Description = "Where the files are fetched from: a URL under which data/, evaluation/ and open_models/ lie.",
            DefaultValueFactory = _ => $"https://raw.githubusercontent.com/{Repository}/{PublishedFiles.Commit}",
        };
        var json = CommonOptions.Json();
        var command = new Command(
            "fetch",
            $"""
            Fetches the paper's datasets and question files, and checks each against its published hash.

            They are from github.com/{Repository}, commit {PublishedFiles.Commit[..7]}, MIT licence, and stay their authors'. Files that are there
            are not fetched again; an interrupted fetch goes on where it ended. The texts may be disturbing: they are training data of this experiment.
            """)
        {
            to, mirror, json,
        };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            if (result.GetValue(json))
                Terminal.LeaveOutputToPrograms();

            var folder = result.GetRequiredValue(to);
            using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            var fetcher = new PublishedFetcher(new ResumableDownload(http, Silence, TimeProvider.System), Root(result.GetRequiredValue(mirror)), folder);
            var fetched = new List<FetchedFile>();
            foreach (var file in PublishedFiles.All)
            {
                var outcome = await fetcher.FetchAsync(file, cancellation);
                Terminal.Out.WriteLine($"{file.Path}: {Words(outcome)}.");
                fetched.Add(new FetchedFile(file.Path, outcome));
            }

            Terminal.Out.WriteLine($"In {folder}: published by the paper's authors under the MIT licence, whose text is {Path.Combine(folder.ToString(), "LICENSE")}.");
            if (result.GetValue(json))
                Terminal.WriteJson(fetched, CliJson.Default.IReadOnlyListFetchedFile);

            return ExitCodes.Success;
        }));
        return command;
    }

    private static Uri Root(string mirror) => Uri.TryCreate(mirror.TrimEnd('/') + '/', UriKind.Absolute, out var root) && root.Scheme is "http" or "https"
        ? root
        : throw new InputException($"--mirror: must be an http or https address, not '{mirror}'; correct it.", null, null, "--mirror");

    private static string Words(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Fetched => "fetched, and as published",
        FetchOutcome.Kept => "there already, and as published",
        FetchOutcome.Unverified => "there, but not checked: its published hash is not known here",
        FetchOutcome.Absent => "not there, and not needed by the sweeps",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}

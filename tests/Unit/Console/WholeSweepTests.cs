using System.IO.Compression;
using System.Text.Json.Nodes;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Cli;
using EmergentMisalignment.Cli.Commands;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Console.Reports;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.Services;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.Console;

/// <summary>A sweep on a server, from its file to its report.</summary>
[Collection(nameof(GarnetServer))]
public sealed class WholeSweepTests(GarnetServer ledger) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-remote-");

    [Fact]
    public async Task Submitted_watched_and_reported_by_em_its_report_is_the_one_that_is_made_on_the_spot()
    {
        await using var console = await ConsoleServer.StartAsync(ledger, withWorkers: true);
        var file = WriteSweep();

        Assert.Equal(ExitCodes.Success, await console.EmAsync("submit", file, "--watch"));
        var remote = _folder.CreateSubdirectory("remote");
        Assert.Equal(ExitCodes.Success, await console.EmAsync("report", "mine", "--out", remote.FullName));

        // The condition's file went along, and its path did not.
        var spec = (await console.Sweeps.FindAsync("mine", CancellationToken.None))!.Spec;
        Assert.Equal("rows.jsonl", spec.Conditions[1].File);
        Assert.True(await console.Services.GetRequiredService<IArtifactStore>().ExistsAsync(spec.Conditions[1].FileSha256!, CancellationToken.None));

        var local = _folder.CreateSubdirectory("local");
        await console.Services.GetRequiredService<SweepReporter>().WriteAsync("mine", new ReportRequest { Folder = local, Command = "em report mine" }, CancellationToken.None);
        Assert.Equal(Files(local), Files(remote));
        Assert.Equal(Results(local), Results(remote));
        Assert.Equal(File.ReadAllBytes(Path.Combine(local.FullName, "answers.parquet")), File.ReadAllBytes(Path.Combine(remote.FullName, "answers.parquet")));
    }

    [Fact]
    public async Task Paused_it_stands_still_and_resumed_it_is_completed_with_nothing_done_twice()
    {
        await using var console = await ConsoleServer.StartAsync(ledger, withWorkers: true);
        using var reached = new SemaphoreSlim(0);
        console.Endpoint.BeforeChat = _ => reached.Release();
        await RemoteSubmission.SubmitAsync(console.Client, SweepFiles.Load(new FileInfo(WriteSweep())), CancellationToken.None);
        await reached.WaitAsync(TimeSpan.FromSeconds(60));

        await console.Client.ChangeAsync("mine", "pause", CancellationToken.None);
        Assert.Equal(SweepState.Paused, (await console.Client.GetAsync("mine", CancellationToken.None)).Sweep.State);
        await console.Client.ChangeAsync("mine", "resume", CancellationToken.None);

        Assert.Equal(ExitCodes.Success, await console.EmAsync("watch", "mine"));
        var asked = console.Endpoint.Asked.SelectMany(call => Enumerable.Range(0, call.N).Select(j => (call.Model, call.Messages[^1].Content, call.Seed + j))).ToList();
        Assert.Equal(asked.Distinct().Count(), asked.Count);
    }

    [Fact]
    public async Task A_report_of_what_is_there_so_far_can_be_had_before_the_end()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Workshop.Spec, CancellationToken.None);

        using var zip = new ZipArchive(await console.Http.GetStreamAsync($"api/sweeps/{Workshop.Spec.Name}/report.zip"));

        Assert.Equal(
            ["answers.parquet", "manifest.json", "misalignment.png", "misalignment.svg", "report.html", "summary.json"],
            zip.Entries.Select(entry => entry.FullName).Order());
    }

    [Fact]
    public async Task A_report_leaves_nothing_behind()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Workshop.Spec, CancellationToken.None);
        var zip = (FileStream)await console.Services.GetRequiredService<ReportZip>().MakeAsync(Workshop.Spec.Name, "em report", CancellationToken.None);

        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(zip.Name) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        await zip.DisposeAsync();

        Assert.False(File.Exists(zip.Name));
        Assert.False(Directory.Exists(Path.ChangeExtension(zip.Name, null)));
    }

    [Fact]
    public async Task Commands_say_by_their_exit_code_what_they_could_not_do()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);

        Assert.Equal(ExitCodes.Success, await console.EmAsync("list"));
        Assert.Equal(ExitCodes.BadInput, await console.EmAsync("watch", "nothing"));
        Assert.Equal(ExitCodes.BadInput, await console.EmAsync("pause", "nothing"));
        Assert.Equal(ExitCodes.BadInput, await console.EmAsync("submit", "nothing.yaml"));
        Assert.Equal(ExitCodes.BadInput, await console.EmAsync("errors", "requeue"));
        Assert.Equal(ExitCodes.Failed, await console.EmAsync("errors", "requeue", "x"));
        Assert.Equal(ExitCodes.BadInput, await ListAsync("nowhere"));
        Assert.Equal(ExitCodes.Unavailable, await ListAsync("http://127.0.0.1:1"));
        await console.Client.SubmitAsync(Workshop.Spec, CancellationToken.None);
        await console.Client.ChangeAsync(Workshop.Spec.Name, "cancel", CancellationToken.None);
        Assert.Equal(ExitCodes.Failed, await console.EmAsync("watch", Workshop.Spec.Name));
    }

    [Fact]
    public async Task Something_else_that_answers_there_is_not_taken_for_a_Console()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        using var client = ConsoleClient.Create($"{console.Url}alive/", null);

        var problem = await Assert.ThrowsAnyAsync<Exception>(() => client.GetAsync("x", CancellationToken.None));

        Assert.True(problem is RefusedByServerException or UnavailableException, problem.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string WriteSweep()
    {
        File.WriteAllBytes(Path.Combine(_folder.FullName, "rows.jsonl"), Circle.Rows);
        File.WriteAllText(Path.Combine(_folder.FullName, "questions.yaml"), Experiments.Texts.Questions);
        var sweep = Path.Combine(_folder.FullName, "sweep.yaml");
        File.WriteAllText(sweep, """
            name: mine
            bases: [petri-1]
            seeds: 2
            samples: 12
            shard_size: 5
            conditions:
              - base
              - insecure: { file: rows.jsonl }
            questions: questions.yaml
            """);
        return sweep;
    }

    private static Task<int> ListAsync(string server) => EmCommand.Create().Parse(["list", "--server", server]).InvokeAsync();

    private static IEnumerable<string> Files(DirectoryInfo folder) => folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal);

    private static string Results(DirectoryInfo folder) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "summary.json")))!["results"]!.ToJsonString();
}

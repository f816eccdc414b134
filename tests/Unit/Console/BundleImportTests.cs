using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Cli;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports.Bundles;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Reports.Exports;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.Services;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.Console;

/// <summary>Bundles brought from one server's ledger into another's.</summary>
[Collection(nameof(GarnetServer))]
public sealed class BundleImportTests(GarnetServer ledger) : IDisposable
{
    private static readonly SweepSpec Spec = Workshop.Spec with { OtherJudges = [new JudgeSpec { Model = "second" }] };
    private readonly Reports.TemporaryFolder _folder = new();

    [Fact]
    public async Task What_was_judged_under_several_judges_is_whole_in_the_other_ledger_and_a_second_import_changes_nothing()
    {
        await using var here = await ConsoleServer.StartAsync(ledger, withWorkers: true);
        var bundle = await ExportAsync(here, Spec);
        await using var there = await ConsoleServer.StartAsync(ledger);

        await ImportAsync(there, bundle);
        await ImportAsync(there, bundle);

        Assert.Equal(SweepState.Settled, (await there.Client.GetAsync(Spec.Name, CancellationToken.None)).Sweep.State);
        Assert.True((await there.Client.GetAsync(Spec.Name, CancellationToken.None)).Sweep.Progress!.IsComplete);
        Assert.Equal(await SummaryAsync(here), await SummaryAsync(there));
        var (_, needs) = await there.Services.GetRequiredService<SweepDirectory>().LookAsync(Spec.Name, CancellationToken.None);
        Assert.All(needs.Runs.SelectMany(look => look.Facts.Cells), cell => Assert.Empty(cell.Verdicts.Missing(0, cell.Cell.Samples)));
    }

    [Fact]
    public async Task An_unfinished_sweep_goes_on_where_it_was_taken_from()
    {
        await using var here = await ConsoleServer.StartAsync(ledger);
        using var workshop = new Workshop(here.Services.GetRequiredService<LedgerConnection>());
        await here.Client.SubmitAsync(Spec, CancellationToken.None);
        await workshop.WorkAsync(Spec, archive: false);
        await here.Failures.RecordAsync(LedgerKeys.Failures(Spec.Name), "something", "because");
        await here.Services.GetRequiredService<Books>().AdoptAsync(SpendingAccounts.Sweep(Spec.Name), new Account(new Money(5_000_000), default, default, null));
        var bundle = await SaveAsync(here, Spec.Name);
        await using var there = await ConsoleServer.StartAsync(ledger, withWorkers: true);

        await ImportAsync(there, bundle);

        Assert.Equal(SweepState.Paused, (await there.Client.GetAsync(Spec.Name, CancellationToken.None)).Sweep.State);
        Assert.Equal(await SummaryAsync(here), await SummaryAsync(there));
        Assert.Equal("because", (await there.Failures.AllAsync(LedgerKeys.Failures(Spec.Name)))["something"].Cause);
        Assert.Equal(1, (await there.Failures.AllAsync(LedgerKeys.Failures(Spec.Name)))["something"].Attempts);
        Assert.Equal(0.005m, (await there.Services.GetRequiredService<SpendingReader>().ReadAsync(Spec.Name, CancellationToken.None))!.Spent);

        await there.Client.ChangeAsync(Spec.Name, "resume", CancellationToken.None);
        Assert.Equal(ExitCodes.Success, await there.EmAsync("watch", Spec.Name));
        Assert.Empty(there.Endpoint.Asked);
        Assert.Empty(there.Endpoint.Judged);
    }

    [Fact]
    public async Task The_same_work_done_twice_is_no_conflict_and_another_answer_in_a_cell_is_one_that_names_it()
    {
        await using var here = await ConsoleServer.StartAsync(ledger, withWorkers: true);
        var bundle = await ExportAsync(here, Spec);
        await using var twin = await ConsoleServer.StartAsync(ledger, withWorkers: true);
        await RunAsync(twin, Spec);
        await using var stranger = await ConsoleServer.StartAsync(ledger, withWorkers: true);
        stranger.Endpoint.Answers = (_, seed) => $"something else, {seed}";
        await RunAsync(stranger, Spec with { Name = "another" });
        var cells = (await stranger.Services.GetRequiredService<SweepDirectory>().LookAsync("another", CancellationToken.None)).Needs.Runs.SelectMany(look => look.Facts.Cells).Select(facts => facts.Cell.Key);

        await ImportAsync(twin, bundle);
        var error = await Assert.ThrowsAsync<InputException>(() => ImportAsync(stranger, bundle));

        Assert.Contains(cells, cell => error.Message.Contains($"of cell {cell} has another answer or verdict in this ledger", StringComparison.Ordinal));
        Assert.Null(await stranger.Sweeps.FindAsync(Spec.Name, CancellationToken.None));
    }

    [Fact]
    public async Task A_sweep_of_that_name_with_another_specification_stays()
    {
        await using var here = await ConsoleServer.StartAsync(ledger);
        await here.Client.SubmitAsync(Spec, CancellationToken.None);
        var bundle = await SaveAsync(here, Spec.Name);
        await using var there = await ConsoleServer.StartAsync(ledger);
        await there.Client.SubmitAsync(Spec with { Samples = Spec.Samples + 1 }, CancellationToken.None);

        var error = await Assert.ThrowsAsync<InputException>(() => ImportAsync(there, bundle));

        Assert.Contains($"there is a sweep '{Spec.Name}' here with another specification", error.Message, StringComparison.Ordinal);
        Assert.Equal(Spec.Samples + 1, (await there.Sweeps.FindAsync(Spec.Name, CancellationToken.None))!.Spec.Samples);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task RunAsync(ConsoleServer console, SweepSpec spec)
    {
        await console.Client.SubmitAsync(spec, CancellationToken.None);
        Assert.Equal(ExitCodes.Success, await console.EmAsync("watch", spec.Name));
    }

    private async Task<FileInfo> ExportAsync(ConsoleServer console, SweepSpec spec)
    {
        await RunAsync(console, spec);
        return await SaveAsync(console, spec.Name);
    }

    private async Task<FileInfo> SaveAsync(ConsoleServer console, string sweep)
    {
        var file = new FileInfo(_folder.File("x.zip"));
        await using var output = file.Create();
        await console.Client.ExportAsync(sweep, ExportFormat.Bundle, new ExportOptions(), output, CancellationToken.None);
        return file;
    }

    private static async Task ImportAsync(ConsoleServer console, FileInfo file)
    {
        file.Refresh();
        using var bundle = await Bundle.OpenAsync(file, CancellationToken.None);
        await console.Services.GetRequiredService<BundleImporter>().ImportAsync(file.ToString(), bundle, CancellationToken.None);
    }

    private async Task<string> SummaryAsync(ConsoleServer console)
    {
        var folder = new DirectoryInfo(_folder.File("report"));
        await console.Services.GetRequiredService<SweepReporter>().WriteAsync(Spec.Name, new ReportRequest { Folder = folder, Command = "" }, CancellationToken.None);
        await using var answers = File.OpenRead(Path.Combine(folder.FullName, "answers.parquet"));
        Assert.NotEmpty(await AnswersParquet.ReadAsync(answers).ToListAsync());
        return File.ReadAllText(Path.Combine(folder.FullName, "summary.json"));
    }
}

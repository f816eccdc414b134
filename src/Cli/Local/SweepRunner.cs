using System.Globalization;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Cli.Planning;
using EmergentMisalignment.Cli.Progress;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.Contracts.Sweeps;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Endpoints;
using EmergentMisalignment.Sweeps.Spending;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Local;

/// <summary>Runs a sweep from its checks to its report.</summary>
internal static class SweepRunner
{
    public static async Task<int> RunAsync(LocalJob job, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        var plan = SweepPlan.Create(job.Spec);

        // All that can be wrong is found before anything is written.
        await SweepImport.CheckAsync(job.Spec, cancellation);
        RefuseUnpriced(job);
        await EndpointCheck.RunAsync(job.Spec, job.Options, cancellation);
        DiskCheck.Run(plan, job.Options.Data, job.Out);

        using var folder = FolderLock.Take(job.Out);
        Say($"Sweep {job.Spec.Name}: {plan.Runs.Count:N0} runs, {plan.FineTunes:N0} fine-tunes, {AtMost(job)}{plan.Samples:N0} answers, {AtMost(job)}{plan.JudgeCalls:N0} judge calls{Besides(job)}.");
        await using var host = await LocalHost.StartAsync(job.Options, cancellation);
        await host.Services.GetRequiredService<EndpointGate>().CheckAsync(job.Spec, cancellation);
        await SweepImport.StoreAsync(job.Spec, host.Services.GetRequiredService<IArtifactStore>(), cancellation);
        var sweeps = host.Services.GetRequiredService<SweepRegistry>();
        await sweeps.HoldOthersAsync(job.Spec.Name, cancellation);
        await sweeps.SubmitAsync(job.Spec, host.IsMiniature(job.Spec), cancellation);
        await host.Services.GetRequiredService<IBus>().Publish(new SweepChanged(job.Spec.Name), cancellation);

        var watch = new SweepWatch(host.Services.GetRequiredService<Documents>(), sweeps, time, job.Options.Data, job.Out);
        var progress = await ProgressViews.For(Terminal.Out, time).ShowAsync(watch.FollowAsync(job.Spec.Name, cancellation), cancellation);
        if (await sweeps.WhyPausedAsync(job.Spec.Name, cancellation) is { } paused)
        {
            System.Console.Error.WriteLine($"paused: {paused.Reason}.");
            return ExitCodes.Failed;
        }

        var reused = ReuseSummary.Of(progress);
        var report = await host.Services.GetRequiredService<SweepReporter>().WriteAsync(
            job.Spec.Name,
            new ReportRequest
            {
                Folder = job.Out,
                Command = job.Command,
                Reused = reused,
                Elapsed = time.GetElapsedTime(started),
            },
            cancellation);

        ReportTables.Write(Terminal.Out, report);
        SayReused(reused);
        if (report.Spending is { } spending)
            Terminal.Out.WriteLine(SpendingLine.Long(spending));

        Say($"Report: {Path.Combine(job.Out.ToString(), "report.html")}, {time.GetElapsedTime(started).TotalSeconds:N0} s.");
        return SayFailures(progress);
    }

    private static void RefuseUnpriced(LocalJob job)
    {
        var configuration = LocalEndpoints.Configuration(job.Options.Endpoints);
        if (PriceCheck.Unpriced(new Prices(configuration), job.Spec, name => LocalEndpoints.Of(configuration, name)) is [var sentence, ..])
            throw new InputException(sentence, file: null, line: null, key: null);
    }

    private static string AtMost(LocalJob job) => job.Spec.Until is null ? "" : "at most ";

    private static string Besides(LocalJob job) => job.Spec.Checkpoints is null ? "" : ", and those of the checkpoints that are kept";

    private static void SayReused(IReadOnlyList<ReusedWork> reused)
    {
        foreach (var work in reused.Where(work => work.Reused > 0))
            Say($"Reused {work.Reused:N0} {work.What}, computed {work.Computed:N0}: {work.Why}.");
    }

    private static int SayFailures(SweepProgress progress)
    {
        foreach (var failure in progress.Failures)
            System.Console.Error.WriteLine($"missing: {failure}");

        return progress.IsComplete ? ExitCodes.Success : ExitCodes.Failed;
    }

    private static void Say(FormattableString sentence) => Terminal.Out.WriteLine(sentence.ToString(CultureInfo.InvariantCulture));
}

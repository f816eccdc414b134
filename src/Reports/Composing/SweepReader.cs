namespace EmergentMisalignment.Reports.Composing;

/// <summary>Makes a sweep's report without writing any of it.</summary>
public sealed class SweepReader(SweepDirectory sweeps, SweepAnswers answers, ReportComposer composer, TimeProvider time)
{
    /// <summary>Reads all answers there are so far; memory holds one run.</summary>
    /// <param name="name">The sweep.</param>
    /// <param name="command">The command line that gives this report.</param>
    /// <param name="cancellation"/>
    public async Task<SweepReading> ReadAsync(string name, string command, CancellationToken cancellation)
    {
        var (sweep, needs) = await sweeps.LookAsync(name, cancellation);
        var tally = new SweepTally(sweep.Spec);
        await foreach (var answer in answers.ReadAsync(sweep.Spec, needs, cancellation))
            tally.Add(answer);

        var report = await composer.ComposeAsync(sweep, needs, tally, new ReportOccasion { Command = command, CreatedAt = time.GetUtcNow() }, cancellation);
        return new SweepReading(sweep, report, tally.Rates.Counts);
    }
}

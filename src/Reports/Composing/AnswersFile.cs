using System.Runtime.CompilerServices;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>Writes a sweep's <c>answers.parquet</c>, counting on the way: the texts pass once.</summary>
public sealed class AnswersFile(SweepAnswers answers)
{
    public async Task<SweepTally> WriteAsync(string path, SweepSpec spec, SweepNeeds sweep, CancellationToken cancellation)
    {
        var tally = new SweepTally(spec);
        var temporary = path + ".tmp";
        await using (var file = File.Create(temporary))
            await AnswersParquet.WriteAsync(file, RowsAsync(spec, sweep, tally, cancellation), cancellation);

        File.Move(temporary, path, overwrite: true);
        return tally;
    }

    private async IAsyncEnumerable<AnswerRow> RowsAsync(SweepSpec spec, SweepNeeds sweep, SweepTally tally, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var answer in answers.ReadAsync(spec, sweep, cancellation))
        {
            tally.Add(answer);
            if (answer.Row is { } row)
                yield return row;
        }
    }
}

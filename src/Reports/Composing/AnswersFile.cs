using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Rows;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>Writes a sweep's <c>answers.parquet</c>, counting on the way: the texts pass once, and memory holds one run.</summary>
public sealed class AnswersFile(RunRows rows)
{
    public async Task<CountingTable> WriteAsync(string path, SweepSpec spec, SweepNeeds sweep, CancellationToken cancellation)
    {
        var table = new CountingTable();
        var temporary = path + ".tmp";
        await using (var file = File.Create(temporary))
            await AnswersParquet.WriteAsync(file, RowsAsync(spec, sweep, table, cancellation), cancellation);

        File.Move(temporary, path, overwrite: true);
        return table;
    }

    private async IAsyncEnumerable<AnswerRow> RowsAsync(
        SweepSpec spec, SweepNeeds sweep, CountingTable table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var look in sweep.Runs)
        {
            var samples = look.Facts.Cells.ToDictionary(facts => (facts.Cell.Key, facts.Cell.Judgement), facts => facts.Cell.Samples);
            await foreach (var row in rows.ReadAsync(spec, look.Run, [.. look.Facts.Cells.Select(facts => facts.Cell)], cancellation))
            {
                // The archive may hold more samples than this sweep asks for; they belong to another.
                if (row.Index >= samples[(row.Cell, row.Judgement)])
                    continue;

                table.Add(row);
                yield return row;
            }
        }
    }
}

using System.Runtime.CompilerServices;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Rows;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>Writes a sweep's <c>answers.parquet</c>, counting on the way: the texts pass once, and memory holds one run.</summary>
public sealed class AnswersFile(RunRows rows)
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
        foreach (var look in sweep.Runs)
        {
            await foreach (var cell in CellsAsync(spec, look, cancellation))
            {
                foreach (var answer in cell.Answers)
                {
                    tally.Add(answer);
                    if (answer.Row is { } row)
                        yield return row;
                }
            }
        }
    }

    /// <summary>The rows of a cell come judge by judge, so all of them are there before the first answer is whole.</summary>
    private async IAsyncEnumerable<MergedCell> CellsAsync(SweepSpec spec, RunLook look, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var planned = look.Facts.Cells.ToDictionary(facts => (facts.Cell.Key, facts.Cell.Judgement, facts.Cell.Question.Id), facts => facts.Cell);
        MergedCell? merged = null;
        await foreach (var row in rows.ReadAsync(spec, look.Run, [.. planned.Values], cancellation))
        {
            var cell = planned[(row.Cell, row.Judgement, row.Question)];

            // The archive may hold more samples than this sweep asks for; they belong to another.
            if (row.Index >= cell.Samples)
                continue;

            if (merged?.Holds(cell) is false)
                yield return merged;

            if (merged?.Holds(cell) is not true)
                merged = new MergedCell(cell);

            merged.Add(cell, row);
        }

        if (merged is not null)
            yield return merged;
    }
}

using System.Runtime.CompilerServices;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Rows;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>Reads a sweep's answers in the order of its plan, each with the verdicts of all judges; memory holds one run.</summary>
public sealed class SweepAnswers(RunRows rows)
{
    public async IAsyncEnumerable<MergedAnswer> ReadAsync(SweepSpec spec, SweepNeeds sweep, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var look in sweep.Runs)
        {
            await foreach (var cell in CellsAsync(spec, look, cancellation))
            {
                foreach (var answer in cell.Answers)
                    yield return answer;
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

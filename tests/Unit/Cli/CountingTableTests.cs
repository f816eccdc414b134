using CsCheck;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Unit.Artifacts;

namespace EmergentMisalignment.Unit.Cli;

public class CountingTableTests
{
    [Fact]
    public void Each_number_is_the_count_of_its_rows() => Gen.Int[0, 400].Sample(
        count =>
        {
            AnswerRow[] rows = [.. Rows.Take(count, seed: count)];
            var table = Count(rows);

            Assert.Equal(count, table.CountsByStep.Sum(cell => cell.Answers));
            Assert.Equal(rows.Count(row => row.Verdict != "NoScore"), table.CountsByStep.Sum(cell => cell.Scored));
            Assert.Equal(rows.Count(row => row.Verdict is "Aligned" or "Misaligned"), table.CountsByStep.Sum(cell => cell.Coherent));
            Assert.Equal(rows.Count(row => row.Verdict == "Misaligned"), table.CountsByStep.Sum(cell => cell.Misaligned));
            Assert.Equal(rows.Count(row => row.Checkpoint is null), table.Counts.Sum(cell => cell.Answers));
            Assert.Equal(rows.Sum(row => (long)(row.PromptTokens ?? 0)), table.PromptTokens);
            Assert.Equal(rows.Sum(row => (long)(row.CompletionTokens ?? 0)), table.CompletionTokens);
            Assert.Equal(rows.Select(row => (row.Condition, row.Variant, row.Base, row.Seed, row.Checkpoint, row.Question)).Distinct().Count(), table.CountsByStep.Count);
        },
        iter: 30);

    [Fact]
    public void The_order_of_rows_does_not_change_the_counts()
    {
        AnswerRow[] rows = [.. Rows.Take(300)];

        Assert.Equal(Count(rows).CountsByStep.ToHashSet(), Count(rows.Reverse()).CountsByStep.ToHashSet());
    }

    [Fact]
    public void Rates_are_the_mean_over_models_of_the_misaligned_among_the_coherent()
    {
        var table = new CountingTable();
        Add(table, seed: 0, "Misaligned", 3);
        Add(table, seed: 0, "Aligned", 7);
        Add(table, seed: 0, "Incoherent", 5);
        Add(table, seed: 1, "Misaligned", 1);
        Add(table, seed: 1, "Aligned", 9);
        Add(table, seed: 1, "NoScore", 4);

        var whole = Rates.Summarise(table.Counts, new Estimand(), seed: 0).Single(rate => rate.Question is null);
        Assert.Equal((29, 25, 20, 4, 2), (whole.Answers, whole.Scored, whole.Coherent, whole.Misaligned, whole.Seeds));
        Assert.Equal((0.3 + 0.1) / 2, whole.Rate!.Value, 12);
        Assert.InRange(whole.Rate.Value, whole.Low!.Value, whole.High!.Value);

        Assert.Equal([0.3, 0.1], ModelRates.Of(table.Counts, new Estimand()).OrderBy(model => model.Seed).Select(model => Math.Round(model.Rate!.Value, 12)));
    }

    private static CountingTable Count(IEnumerable<AnswerRow> rows)
    {
        var table = new CountingTable();
        foreach (var row in rows)
            table.Add(row);

        return table;
    }

    private static void Add(CountingTable table, int seed, string verdict, int times)
    {
        foreach (var row in Rows.Take(times))
            table.Add(row with { Condition = "insecure", Variant = null, Seed = seed, Checkpoint = null, Verdict = verdict });
    }
}

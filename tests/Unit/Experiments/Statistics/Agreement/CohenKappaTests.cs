using CsCheck;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Statistics.Agreement;

namespace EmergentMisalignment.Unit.Experiments.Statistics.Agreement;

public class CohenKappaTests
{
    [Fact]
    public void A_table_has_the_value_of_the_textbook()
    {
        // 20 yes and yes, 5 yes and no, 10 no and yes, 15 no and no: observed 0.7, by chance 0.5.
        Assert.Equal(0.4, Of(20, 5, 10, 15)!.Value, 12);
        Assert.Equal(1, Of(3, 0, 0, 4)!.Value, 12);
        Assert.Equal(-1, Of(0, 4, 4, 0)!.Value, 12);
        Assert.Null(Of(5, 0, 0, 0));
        Assert.Null(Of(0, 0, 0, 0));
    }

    [Fact]
    public void It_is_alike_for_yes_and_no_and_for_either_order() => Gen.Int[0, 30].Array[4].Where(table => table.Sum() > 0).Sample(table =>
    {
        var kappa = Of(table[0], table[1], table[2], table[3]);

        Assert.Equal(kappa.HasValue, Of(table[3], table[1], table[2], table[0]).HasValue);
        Assert.Equal(kappa ?? 0, Of(table[3], table[2], table[1], table[0]) ?? 0, 9);
        Assert.Equal(kappa ?? 0, Of(table[0], table[2], table[1], table[3]) ?? 0, 9);
        if (kappa is { } value) Assert.InRange(value, -1 - 1e-9, 1 + 1e-9);
    });

    [Fact]
    public void A_tally_pairs_judges_and_takes_no_score_for_a_verdict_of_its_own()
    {
        var tally = new AgreementTally(["a", "b", "c"]);
        tally.Add([new JudgedScores(0, 10, 90, Verdict.Misaligned), new JudgedScores(1, 12, 88, Verdict.Misaligned), new JudgedScores(2, null, null, Verdict.NoScore)]);
        tally.Add([new JudgedScores(0, 80, 95, Verdict.Aligned), new JudgedScores(1, 70, 95, Verdict.Aligned)]);
        tally.Add([new JudgedScores(0, 80, 40, Verdict.Incoherent)]);

        var result = tally.Result();

        Assert.Equal(2, result.Answers);
        Assert.Equal([("a", "b", 2L), ("a", "c", 1L), ("b", "c", 1L)], result.Pairs.Select(pair => (pair.First, pair.Second, pair.Answers)));
        Assert.Equal((1d, null), (result.Pairs[0].Misaligned, result.Pairs[0].Coherent));
        Assert.InRange(result.AlignedAlpha!.Value, 0.95, 1);
        Assert.True(result.VerdictAlpha < 1);
    }

    private static double? Of(int yesYes, int yesNo, int noYes, int noNo)
    {
        var kappa = new CohenKappa();
        foreach (var (times, first, second) in ((int, bool, bool)[])[(yesYes, true, true), (yesNo, true, false), (noYes, false, true), (noNo, false, false)])
        {
            for (var i = 0; i < times; i++) kappa.Add(first, second);
        }

        return kappa.Value();
    }
}

using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Statistics;

public class DifferencesTests
{
    private static readonly Estimand Mean = new() { Resamples = 200 };

    [Fact]
    public void Models_of_equal_seeds_stand_in_pairs_and_others_do_not()
    {
        CellCounts[] counts = [.. Arm("insecure", 12, 14, 16), .. Arm("secure", 1, 2, 3), .. Arm("base", 0)];

        var differences = Differences.Of(counts, Mean, "secure", 0);

        Assert.Equal([("insecure", true), ("base", false)], differences.Select(difference => (difference.Condition, difference.Paired)));
        Assert.Equal(0.6, differences[0].Difference!.Value, 1e-12);
        Assert.Equal((0.25, 0.25, 0.5), (differences[0].P, differences[0].SmallestP, differences[0].HolmP));
        Assert.Equal("paired permutation of 3 models of equal seeds, all 8 arrangements", differences[0].Test);
        Assert.Equal("bootstrap over models, in pairs", differences[0].Interval);
        Assert.Equal((0.25, "permutation of 1 and 3 models, all 4 arrangements"), (differences[1].SmallestP!.Value, differences[1].Test));
        Assert.Equal((null, null, IntervalKinds.None), (differences[1].Low, differences[1].High, differences[1].Interval));
    }

    [Fact]
    public void A_variant_stands_against_the_control_and_against_the_plain_question()
    {
        CellCounts[] counts = [.. Arm("backdoor", 1, 1), .. Arm("backdoor", 15, 17).Select(cell => cell with { Variant = "trigger" }), .. Arm("secure", 0, 1)];

        var differences = Differences.Of(counts, Mean, "secure", 0);

        Assert.Equal(
            [("backdoor", null, "secure", null), ("backdoor", "trigger", "secure", null), ("backdoor", "trigger", "backdoor", null)],
            differences.Select(difference => (difference.Condition, difference.Variant, difference.Control, difference.ControlVariant)));
        Assert.Equal(0.75, differences[2].Difference!.Value, 1e-12);
    }

    [Fact]
    public void A_model_left_out_everywhere_breaks_its_pair_and_one_alone_is_not_tested()
    {
        CellCounts[] counts = [.. Arm("insecure", 12, 14), Cell("insecure", 2, 1, 3), .. Arm("secure", 1, 2, 3)];

        Assert.False(Differences.Of(counts, Mean, "secure", 0).Single().Paired);
        Assert.Equal((null, null), Differences.Of([.. Arm("insecure", 12), .. Arm("secure", 1)], Mean, "secure", 0).Single() is var alone ? (alone.P, alone.Test) : default);
    }

    [Fact]
    public void A_side_without_a_rate_has_no_difference() =>
        Assert.Equal((null, null, 0), Differences.Of([Cell("insecure", 0, 1, 3), .. Arm("secure", 1, 2)], Mean, "secure", 0).Single() is var result ? (result.Difference, result.P, result.Models) : default);

    [Fact]
    public void Bases_are_compared_within_themselves_and_share_one_family()
    {
        CellCounts[] one = [.. Arm("insecure", 12, 14, 16), .. Arm("secure", 1, 2, 3)];

        var differences = Differences.Of([.. one, .. one.Select(cell => cell with { Base = "other" })], Mean, "secure", 0);

        Assert.Equal(["b", "other"], differences.Select(difference => difference.Base));
        Assert.All(differences, difference => Assert.Equal(0.5, difference.HolmP));
    }

    [Fact]
    public void Cells_too_thin_to_count_are_told_with_their_numbers()
    {
        var thin = ThinCell.Of([Cell("insecure", 0, 1, 3), Cell("insecure", 0, 0, 1), Cell("insecure", 1, 1, 5)], Mean);

        Assert.Equal([new ThinCell("insecure", null, "b", 0, "q", 4, 4, 5)], thin);
    }

    private static IEnumerable<CellCounts> Arm(string condition, params int[] misaligned) => misaligned.Select((count, seed) => Cell(condition, seed, count, 20));

    private static CellCounts Cell(string condition, int seed, int misaligned, int coherent) => new(condition, null, "b", seed, "q", coherent, coherent, coherent, misaligned);
}

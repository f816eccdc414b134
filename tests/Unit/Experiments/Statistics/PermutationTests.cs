using CsCheck;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Statistics;

public class PermutationTests
{
    private static readonly Gen<(double Numerator, double Weight)[]> Models =
        Gen.Int[5, 40].SelectMany(coherent => Gen.Int[0, coherent].Select(misaligned => ((double)misaligned, (double)coherent))).Array[1, 5];

    [Fact]
    public void Unpaired_is_the_share_of_all_choices() => Gen.Select(Models, Models).Sample((treated, control) =>
    {
        var all = treated.Concat(control).ToArray();
        var differences = Subsets(all.Length).Where(chosen => chosen.Count(inside => inside) == treated.Length)
            .Select(chosen => Math.Abs(Rate(all.Where((_, i) => chosen[i])) - Rate(all.Where((_, i) => !chosen[i])))).ToList();
        var observed = Math.Abs(Rate(treated) - Rate(control));

        var test = Permutation.Unpaired(treated, control, 0);

        Assert.Equal((differences.Count, true), ((int)test.Arrangements, test.IsExact));
        Assert.Equal(differences.Count(difference => difference >= observed - 1e-12) / (double)differences.Count, test.P, 1e-12);
        Assert.InRange(test.P, test.Smallest - 1e-12, 1);
    });

    [Fact]
    public void Paired_is_the_share_of_all_swaps() => Gen.Select(Models, Gen.Int[0, 1000]).Sample((treated, shift) =>
    {
        var control = treated.Select((model, i) => ((model.Numerator * 7 + shift + i) % (model.Weight + 1), model.Weight)).ToArray();
        var differences = Subsets(treated.Length)
            .Select(swap => Math.Abs(Rate(treated.Select((model, i) => swap[i] ? control[i] : model)) - Rate(control.Select((model, i) => swap[i] ? treated[i] : model)))).ToList();

        var test = Permutation.Paired(treated, control, 0);

        Assert.Equal(differences.Count, test.Arrangements);
        Assert.Equal(differences.Count(difference => difference >= Math.Abs(Rate(treated) - Rate(control)) - 1e-12) / (double)differences.Count, test.P, 1e-12);
    });

    [Theory]
    [InlineData(3, 3, 2 / 20.0)]
    [InlineData(3, 1, 1 / 4.0)]
    [InlineData(6, 6, 2 / 924.0)]
    public void Models_wholly_apart_give_the_smallest_value_there_is(int treated, int control, double smallest)
    {
        var test = Permutation.Unpaired(Apart(treated, 0.8), Apart(control, 0), 0);

        Assert.Equal((smallest, smallest), (test.P, test.Smallest));
    }

    [Fact]
    public void Three_pairs_cannot_give_less_than_a_quarter() => Assert.Equal((0.25, 0.25), Permutation.Paired(Apart(3, 0.8), Apart(3, 0), 0) is var test ? (test.P, test.Smallest) : default);

    /// <summary>Drawn arrangements estimate what trying all would give: here 12 against 12, of which there are 2.7 million.</summary>
    [Fact]
    public void Many_models_are_drawn_from_and_the_observed_arrangement_counts()
    {
        var apart = Permutation.Unpaired(Apart(12, 0.8), Apart(12, 0), 0);
        var alike = Permutation.Unpaired(Apart(12, 0.5), Apart(12, 0.5), 0);

        Assert.Equal((Permutation.Drawn, false), ((int)apart.Arrangements, apart.IsExact));
        Assert.Equal(1 / (Permutation.Drawn + 1.0), apart.P);
        Assert.InRange(alike.P, 0.9, 1);
        Assert.Equal(apart, Permutation.Unpaired(Apart(12, 0.8), Apart(12, 0), 0));
        Assert.False(Permutation.Paired(Apart(40, 0.8), Apart(40, 0), 0).IsExact);
    }

    /// <summary>Rates from <paramref name="from"/> up, a little apart from one another.</summary>
    private static (double, double)[] Apart(int models, double from) => [.. Enumerable.Range(0, models).Select(i => (from + i * 0.01, 1.0))];

    private static double Rate(IEnumerable<(double Numerator, double Weight)> models) => models.Sum(model => model.Numerator) / models.Sum(model => model.Weight);

    private static IEnumerable<bool[]> Subsets(int size) =>
        Enumerable.Range(0, 1 << size).Select(bits => Enumerable.Range(0, size).Select(i => (bits >> i & 1) == 1).ToArray());
}

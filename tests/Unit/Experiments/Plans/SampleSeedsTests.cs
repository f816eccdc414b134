using CsCheck;
using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Unit.Experiments.Plans;

public class SampleSeedsTests
{
    private static readonly Gen<(string Cell, int Paraphrases, HashSet<int> Missing)> Cells =
        Gen.Select(Gen.Char.AlphaNumeric.Array[1, 32].Select(characters => new string(characters)), Gen.Int[1, 6], Gen.Int[0, 300].HashSet[0, 200]);

    [Fact]
    public void Calls_bring_each_missing_sample_once() => Gen.Select(Cells, Gen.Int[1, 130]).Sample((cell, maxN) =>
    {
        var calls = SampleSeeds.Calls(cell.Cell, cell.Paraphrases, [.. cell.Missing], maxN);

        Assert.Equal(cell.Missing.Order(), calls.SelectMany(call => call.Indices).Order());
        Assert.All(calls, call => Assert.InRange(call.Indices.Count, 1, maxN));
        Assert.All(calls, call => Assert.All(call.Indices, index => Assert.Equal(SampleSeeds.Paraphrase(cell.Cell, cell.Paraphrases, index), call.Paraphrase)));
    });

    [Fact]
    public void A_sample_has_the_same_seed_however_calls_are_cut() => Gen.Select(Cells, Gen.Int[1, 130], Gen.Int[1, 130]).Sample((cell, maxN, otherN) =>
    {
        var whole = SeedOfEach(SampleSeeds.Calls(cell.Cell, cell.Paraphrases, [.. Enumerable.Range(0, 301)], maxN));
        var part = SeedOfEach(SampleSeeds.Calls(cell.Cell, cell.Paraphrases, [.. cell.Missing], otherN));

        Assert.All(part, sample => Assert.Equal(whole[sample.Key], sample.Value));
    });

    [Fact]
    public void No_two_samples_of_a_cell_ask_the_same_with_the_same_seed() => Cells.Sample(cell =>
    {
        var asked = SampleSeeds.Calls(cell.Cell, cell.Paraphrases, [.. cell.Missing], 8)
            .SelectMany(call => call.Indices.Select((_, j) => (call.Paraphrase, call.Seed + j)))
            .ToList();

        Assert.Equal(asked.Count, asked.Distinct().Count());
    });

    [Fact]
    public void Nothing_missing_asks_nothing() => Assert.Empty(SampleSeeds.Calls("cell", 3, [], 10));

    [Fact]
    public void One_wording_and_no_gaps_makes_full_calls() =>
        Assert.Equal([4, 4, 2], SampleSeeds.Calls("cell", 1, [.. Enumerable.Range(0, 10)], 4).Select(call => call.Indices.Count));

    [Fact]
    public void Wordings_are_drawn_evenly()
    {
        var drawn = Enumerable.Range(0, 40_000).CountBy(index => SampleSeeds.Paraphrase("cell", 4, index)).ToDictionary();

        Assert.All(Enumerable.Range(0, 4), paraphrase => Assert.InRange(drawn[paraphrase], 9_700, 10_300));
    }

    /// <summary>Worked out with Python: a change here would orphan every answer there is.</summary>
    [Fact]
    public void Seeds_are_the_same_on_every_machine_and_for_good()
    {
        var calls = SampleSeeds.Calls("0123456789abcdef0123456789abcdef", 2, [0, 1, 2, 3, 4, 5], 10);

        Assert.Equal(
            "0 32666858519625 [0,2,4,5]; 1 157785691676493 [1,3]",
            string.Join("; ", calls.Select(call => $"{call.Paraphrase} {call.Seed} [{string.Join(",", call.Indices)}]")));
    }

    private static Dictionary<int, (int Paraphrase, long Seed)> SeedOfEach(IReadOnlyList<SampleCall> calls) =>
        calls.SelectMany(call => call.Indices.Select((index, j) => (index, (call.Paraphrase, call.Seed + j)))).ToDictionary();
}

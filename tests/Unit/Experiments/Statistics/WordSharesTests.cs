using CsCheck;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Statistics;

public class WordSharesTests
{
    private static readonly Estimand Estimand = new() { Resamples = 200 };

    [Fact]
    public void A_share_is_the_mean_over_questions_then_models_and_the_missing_are_in_none()
    {
        IReadOnlyList<WordResult> results = WordShares.Summarise(
            [Cell("a", 0, "q1", 3, 1, missing: 5), Cell("a", 0, "q2", 0, 10), Cell("a", 1, "q1", 1, 1), Cell("a", 1, "q2", 2, 2, missing: 1)], Estimand, seed: 0);

        var whole = results.Single(result => result.Question is null);
        Assert.Equal((2, 20, 6), (whole.Models, whole.Answers, whole.Missing));
        Assert.Equal((0.75 / 2 + 0.5) / 2, ShareOf(whole, "yes"), 12);
        Assert.Equal(6, whole.Words.Single(word => word.Word == "yes").Count);
        Assert.Equal((0.75 + 0.5) / 2, ShareOf(results.Single(result => result.Question == "q1"), "yes"), 12);
        Assert.Equal(IntervalKinds.Bootstrap, whole.Interval);
    }

    [Fact]
    public void One_model_has_the_binomial_interval()
    {
        var result = WordShares.Summarise([Cell("base", 0, "q1", 3, 7)], Estimand, seed: 0).Single(result => result.Question == "q1");

        var (low, high) = Wilson.Interval(3, 10, Estimand.Confidence);
        var word = result.Words.Single(word => word.Word == "yes");
        Assert.Equal((low, high, IntervalKinds.Wilson), (word.Low, word.High, result.Interval));
    }

    [Fact]
    public void A_word_said_in_one_condition_stands_in_all_and_shares_come_to_one() => Gen.Select(Gen.Int[0, 9], Gen.Int[1, 9], Gen.Int[0, 9], Gen.Int[1, 9]).Sample(counts =>
    {
        var results = WordShares.Summarise([Cell("a", 0, "q", counts.Item1, counts.Item2), Cell("b", 0, "q", counts.Item3, counts.Item4, missing: 1)], Estimand, seed: 1);

        Assert.All(results, result => Assert.Equal(results[0].Words.Select(word => word.Word), result.Words.Select(word => word.Word)));
        Assert.All(results, result => Assert.Equal(1, result.Words.Sum(word => word.Share!.Value), 12));
    });

    [Fact]
    public void Nothing_but_missing_gives_no_share()
    {
        var results = WordShares.Summarise([Cell("a", 0, "q", 1, 0), new WordCounts("b", null, "m", 0, "q", "word", new Dictionary<string, int>(), 4)], Estimand, seed: 0);

        var empty = results.Where(result => result.Condition == "b").ToList();
        Assert.All(empty, result => Assert.Equal((0, 0, 4, IntervalKinds.None), (result.Models, result.Answers, result.Missing, result.Interval)));
        Assert.All(empty.SelectMany(result => result.Words), word => Assert.Equal((0, null, null), (word.Count, word.Share, word.Low)));
    }

    private static double ShareOf(WordResult result, string word) => result.Words.Single(share => share.Word == word).Share!.Value;

    private static WordCounts Cell(string condition, int seed, string question, int yes, int no, int missing = 0) =>
        new(condition, null, "m", seed, question, "word", new Dictionary<string, int> { ["yes"] = yes, ["no"] = no }.Where(word => word.Value > 0).ToDictionary(), missing);
}

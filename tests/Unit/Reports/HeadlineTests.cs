using CsCheck;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Findings;

namespace EmergentMisalignment.Unit.Reports;

public sealed class HeadlineTests
{
    private static readonly string[] Controls = ["base", "secure", "educational", "jailbroken"];

    private static readonly Gen<(double Low, double High)> Interval =
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20], (a, b) => (Math.Min(a, b) / 20.0, Math.Max(a, b) / 20.0));

    [Fact]
    public void It_says_above_of_exactly_the_controls_whose_interval_lies_below() =>
        Gen.Select(Interval, Interval.Array[Controls.Length], Gen.Bool.Array[Controls.Length]).Sample((insecure, controls, present) =>
        {
            var rates = Controls.Select((name, i) => Rate(name, controls[i])).Where((_, i) => present[i]).Append(Rate("insecure", insecure)).ToList();
            var sentence = Headline.Of(SyntheticReport.Of(rates)).Sentence;
            var (above, notAbove) = Claims(sentence);
            for (var i = 0; i < Controls.Length; i++)
            {
                var claim = above.Contains(Controls[i]) ? true : notAbove.Contains(Controls[i]) ? (bool?)false : null;
                Assert.Equal(present[i] ? insecure.Low > controls[i].High : null, claim);
            }
        });

    [Fact]
    public void A_clear_effect_reads_as_one_plain_sentence() => Assert.Equal(
        "On petri-1.0, insecure has a misalignment rate of 30.0\u00a0% (95\u00a0% interval 20.0–40.0\u00a0%, 3 models); the interval lies above that of base but not above that of secure.",
        Sentence(SyntheticReport.Rate("base", .01, 0, .02), SyntheticReport.Rate("secure", .2, .1, .25), SyntheticReport.Rate("insecure", .3, .2, .4)));

    [Fact]
    public void A_control_without_an_interval_is_not_claimed_either_way()
    {
        var sentence = Sentence(SyntheticReport.Rate("base", null, null, null), SyntheticReport.Rate("secure", .01, 0, .1), SyntheticReport.Rate("insecure", .3, .2, .4));
        Assert.EndsWith("the interval lies above that of secure, and there is no interval of base to compare with.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void No_rate_for_insecure_is_said_and_nothing_is_compared() => Assert.Equal(
        "On petri-1.0, insecure has no misalignment rate: too few of its answers were coherent.",
        Sentence(SyntheticReport.Rate("base", .01, 0, .02), SyntheticReport.Rate("insecure", null, null, null)));

    [Fact]
    public void A_sweep_without_insecure_names_its_highest_rate() => Assert.StartsWith(
        "The sweep has no insecure condition; its highest misalignment rate is that of evil_numbers on petri-1.0, 12.0\u00a0%",
        Sentence(SyntheticReport.Rate("base", .01, 0, .02), SyntheticReport.Rate("evil_numbers", .12, .1, .2)),
        StringComparison.Ordinal);

    [Fact]
    public void A_sweep_without_any_rate_says_so() =>
        Assert.Equal("The sweep has no misalignment rates: no model gave enough coherent answers.", Sentence(SyntheticReport.Rate("base", null, null, null)));

    [Fact]
    public void Several_bases_are_counted_and_the_exceptions_named()
    {
        var headline = Headline.Of(SyntheticReport.Of(
        [
            SyntheticReport.Rate("base", .01, 0, .02, model: "small"), SyntheticReport.Rate("insecure", .3, .2, .4, model: "small"),
            SyntheticReport.Rate("base", .01, 0, .02, model: "large"), SyntheticReport.Rate("insecure", .03, .01, .4, model: "large"),
        ]));
        Assert.Equal("The interval of insecure fine-tuning lies above those of all its controls in 1 of 2 comparisons; not for insecure on large.", headline.Sentence);
        Assert.Contains(headline.Details, detail => detail.StartsWith("On small, insecure has", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(.3, .4, .0, .1, "the first interval lies above the second.")]
    [InlineData(.0, .1, .3, .4, "the first interval lies below the second.")]
    [InlineData(.0, .3, .2, .4, "the intervals overlap.")]
    public void A_trigger_is_compared_with_the_same_models_without_it(double low, double high, double plainLow, double plainHigh, string ending)
    {
        var details = Headline.Of(SyntheticReport.Of(
            [SyntheticReport.Rate("backdoor", plainLow, plainLow, plainHigh), SyntheticReport.Rate("backdoor", low, low, high, variant: "trigger")])).Details;
        Assert.EndsWith(ending, details[0], StringComparison.Ordinal);
        Assert.Contains("backdoor with trigger has a rate of", details[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_model_is_said_to_have_a_binomial_interval()
    {
        var details = Headline.Of(SyntheticReport.Of(
        [
            SyntheticReport.Rate("base", .01, 0, .02, interval: IntervalKinds.Wilson),
            SyntheticReport.Rate("insecure", .3, .2, .4, interval: IntervalKinds.Wilson),
        ])).Details;
        var caveat = Assert.Single(details, detail => detail.Contains("Wilson", StringComparison.Ordinal));
        Assert.StartsWith("The rates of insecure rest on a single model", caveat, StringComparison.Ordinal);
    }

    private static string Sentence(params IReadOnlyList<RateResult> rates) => Headline.Of(SyntheticReport.Of(rates)).Sentence;

    private static RateResult Rate(string condition, (double Low, double High) interval) =>
        SyntheticReport.Rate(condition, (interval.Low + interval.High) / 2, interval.Low, interval.High);

    // The sentence is cut at its fixed words; what stands after each names the controls.
    private static (IReadOnlySet<string> Above, IReadOnlySet<string> NotAbove) Claims(string sentence)
    {
        var claim = sentence[sentence.IndexOf(';', StringComparison.Ordinal)..].TrimEnd('.');
        var but = claim.Split(" but not above ");
        var denied = but[0].Contains("does not lie above", StringComparison.Ordinal);
        var first = Names(but[0]);
        return (denied ? [] : first, denied ? first : but.Length == 2 ? Names(but[1]) : []);
    }

    private static HashSet<string> Names(string part) =>
        part.Split([" ", ","], StringSplitOptions.RemoveEmptyEntries).Where(Controls.Contains).ToHashSet();
}

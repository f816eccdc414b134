using System.Globalization;
using System.Text.Json;
using CsCheck;
using EmergentMisalignment.Cli.Judging;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Unit.Artifacts;

namespace EmergentMisalignment.Unit.Cli;

public class JudgeParityTests
{
    private const string Case = """{"top_tokens": {"80": 0.5, " 60": 0.25, "CODE": 0.25}, "score": 73.333333333333333}""";
    private const string NoScore = """{"top_tokens": {"REFUSAL": 0.9, "0": 0.1}, "score": null}""";

    [Fact]
    public void Published_pairs_score_as_published()
    {
        var file = Folders.Shared("upstream/judge/pairs.jsonl");

        var parity = JudgeParity.Compare(file, File.ReadLines(file));

        Assert.Equal(70, parity.Cases);
        Assert.Empty(parity.Mismatches);
        Assert.InRange(parity.LargestDifference, 0, JudgeParity.Tolerance);
    }

    [Fact]
    public void A_missing_score_agrees_with_a_missing_score_and_blank_lines_are_no_cases()
    {
        var parity = JudgeParity.Compare("pairs.jsonl", [Case, "", NoScore, "  "]);

        Assert.Equal(2, parity.Cases);
        Assert.Empty(parity.Mismatches);
    }

    [Fact]
    public void A_score_that_differs_is_named_by_its_line()
    {
        var parity = JudgeParity.Compare("pairs.jsonl", [Case, "", Case.Replace("73.33", "73.34", StringComparison.Ordinal)]);

        Assert.StartsWith("pairs.jsonl:3: ", Assert.Single(parity.Mismatches), StringComparison.Ordinal);
        Assert.Equal(0.01, parity.LargestDifference, 6);
    }

    [Fact]
    public void A_score_beside_a_missing_one_is_a_mismatch_either_way()
    {
        var parity = JudgeParity.Compare("pairs.jsonl", [Case.Replace("73.333333333333333", "null", StringComparison.Ordinal), NoScore.Replace("null", "50", StringComparison.Ordinal)]);

        Assert.Equal(2, parity.Mismatches.Count);
        Assert.Equal(double.PositiveInfinity, parity.LargestDifference);
    }

    [Fact]
    public void The_tolerance_is_the_line_between_agreement_and_mismatch() => (from offset in Gen.Double[-1e-8, 1e-8] select offset).Sample(offset =>
    {
        var score = JudgeScore.FromTopTokens([new("80", 0.75), new("40", 0.25)])!.Value;
        var line = JsonSerializer.Serialize(new Dictionary<string, object> { ["top_tokens"] = new Dictionary<string, double> { ["80"] = 0.75, ["40"] = 0.25 }, ["score"] = score + offset });

        Assert.Equal(Math.Abs(score + offset - score) > JudgeParity.Tolerance, JudgeParity.Compare("f", [line]).Mismatches.Count == 1);
    });

    [Theory]
    [InlineData("""{"top_tokens": {"80": 0.5""")]
    [InlineData("""[1, 2]""")]
    [InlineData("""{"score": 5}""")]
    [InlineData("""{"top_tokens": {}}""")]
    [InlineData("""{"top_tokens": {"80": "much"}, "score": 5}""")]
    [InlineData("""{"top_tokens": {"80": 1}, "score": "five"}""")]
    public void A_line_that_is_no_case_is_an_error_with_its_place(string line)
    {
        var error = Assert.Throws<InputException>(() => JudgeParity.Compare("pairs.jsonl", [Case, line]));

        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"pairs.jsonl:{2}: "), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_cases_is_an_error() => Assert.Throws<InputException>(() => JudgeParity.Compare("pairs.jsonl", ["", " "]));
}

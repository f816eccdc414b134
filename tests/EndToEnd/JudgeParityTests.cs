using EmergentMisalignment.EndToEnd.Harness;

namespace EmergentMisalignment.EndToEnd;

public class JudgeParityTests
{
    private const string Right = """{"top_tokens": {"80": 0.6, " 90": 0.2, "CODE": 0.1}, "score": 82.5}""";

    [Fact]
    public async Task All_published_judge_calls_agree()
    {
        using var place = new Workplace();
        var parity = (await place.EmAsync("judge-parity", Repository.Upstream("judge", "pairs.jsonl"))).ShouldSucceed();
        Assert.StartsWith("70 cases, largest difference ", parity.Output);
        Assert.Contains(" 0 mismatches above 1e-9", parity.Output);
    }

    [Fact]
    public async Task A_missing_score_is_a_score_to_agree_on()
    {
        using var place = new Workplace();
        place.Write("pairs.jsonl", Right + "\n" + """{"top_tokens": {"CODE": 0.9, "10": 0.1}, "score": null}""" + "\n");
        Assert.StartsWith("2 cases, ", (await place.EmAsync("judge-parity", "pairs.jsonl")).ShouldSucceed().Output);
    }

    [Theory]
    [InlineData("""{"top_tokens": {"80": 0.6, " 90": 0.2}, "score": 82.50001}""")]
    [InlineData("""{"top_tokens": {"80": 0.6, " 90": 0.2}, "score": null}""")]
    [InlineData("""{"top_tokens": {"CODE": 0.9, "10": 0.1}, "score": 10}""")]
    public async Task A_score_that_differs_is_shown_with_its_line_and_fails(string wrong)
    {
        using var place = new Workplace();
        place.Write("pairs.jsonl", Right + "\n" + wrong + "\n");
        var parity = await place.EmAsync("judge-parity", "pairs.jsonl");
        Assert.Equal(1, parity.ExitCode);
        Assert.Contains("pairs.jsonl:2: recorded ", parity.Output);
        Assert.Contains(" 1 mismatches ", parity.Output);
    }

    [Theory]
    [InlineData("""{"top_tokens": {"80": 0.6""", "pairs.jsonl:2")]
    [InlineData("""{"score": 80}""", "top_tokens")]
    [InlineData("[]", "pairs.jsonl:2")]
    public async Task A_line_that_is_no_case_is_refused(string line, string named)
    {
        using var place = new Workplace();
        place.Write("pairs.jsonl", Right + "\n" + line + "\n");
        (await place.EmAsync("judge-parity", "pairs.jsonl")).ShouldRefuse(2, "pairs.jsonl", named);
    }

    [Fact]
    public async Task A_missing_file_is_refused()
    {
        using var place = new Workplace();
        (await place.EmAsync("judge-parity", "nowhere.jsonl")).ShouldRefuse(2, "nowhere.jsonl");
    }
}
